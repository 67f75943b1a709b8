/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.InputFile;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/// Read by plain calls and not mapped into memory: a file that gets shorter meanwhile must not end the process.
final class PlainInput implements InputFile {
    private final String name;
    private final RandomAccessFile file;

    PlainInput(String name, RandomAccessFile file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public void open() {}

    /// The library reads with several threads.
    @Override
    public synchronized ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset + length > file.length()) {
            throw new EOFException(
                    length + " bytes at byte " + offset + " are asked for, and the file has " + file.length());
        }
        var bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
