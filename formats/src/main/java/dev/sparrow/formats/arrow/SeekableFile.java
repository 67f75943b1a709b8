/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32C;

/// A file as a channel that an interrupt does not close.
final class SeekableFile implements SeekableByteChannel {
    private static final int PIECE_BYTES = 1 << 16;

    private final RandomAccessFile file;
    private final CRC32C checksum = new CRC32C();
    private boolean closed;

    SeekableFile(RandomAccessFile file) {
        this.file = file;
    }

    /// Forgets what was read.
    void begin() {
        checksum.reset();
    }

    /// CRC-32C of what was read.
    int checksum() {
        return (int) checksum.getValue();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (target.hasArray()) {
            var count = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            checksum.update(target.array(), target.arrayOffset() + target.position(), Math.max(0, count));
            target.position(target.position() + Math.max(0, count));
            return count;
        }
        var piece = new byte[Math.min(target.remaining(), PIECE_BYTES)];
        var count = file.read(piece);
        if (count > 0) {
            checksum.update(piece, 0, count);
            target.put(piece, 0, count);
        }
        return count;
    }

    @Override
    public long position() throws IOException {
        return file.getFilePointer();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.seek(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
