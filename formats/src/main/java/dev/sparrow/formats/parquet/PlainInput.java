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
import java.util.concurrent.atomic.AtomicLong;

/// Read by plain calls and not mapped into memory: a file that gets shorter meanwhile must not end the process.
final class PlainInput implements InputFile {
    private final String name;
    private final RandomAccessFile file;
    private final AtomicLong reads = new AtomicLong();

    PlainInput(String name, RandomAccessFile file) {
        this.name = name;
        this.file = file;
    }

    @Override
    public void open() {}

    /// The library reads with several threads. Where it has lost its way it asks for no bytes, again and again.
    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (length <= 0 || length > file.length()) {
            reads.incrementAndGet();
            throw outside(offset, length);
        }
        var bytes = new byte[length];
        read(offset, bytes, length);
        return ByteBuffer.wrap(bytes);
    }

    /// Fills the begin of an array.
    synchronized void read(long offset, byte[] bytes, int length) throws IOException {
        reads.incrementAndGet();
        if (offset < 0 || offset + length > file.length()) {
            throw outside(offset, length);
        }
        file.seek(offset);
        file.readFully(bytes, 0, length);
    }

    private EOFException outside(long offset, int length) throws IOException {
        return new EOFException(
                length + " bytes at byte " + offset + " are asked for, and the file has " + file.length());
    }

    /// How often something was read.
    long reads() {
        return reads.get();
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
