/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
import dev.sparrow.storage.columnar.ElementCodec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Reads chunk by chunk. Nothing of a chunk is decoded before its checksum is found right.
final class ObjectReader implements ElementReader<Object> {
    private static final int PIECE_BYTES = 1 << 20;
    private static final int CHUNK_HEADER_BYTES = 12;

    private final FileSplit file;
    private final SourceTask task;
    private final InputStream stream;
    private Iterator<Object> chunk = Collections.emptyIterator();
    private long chunkAt;
    private long position;
    private long read;
    private boolean begun;
    private boolean ended;

    ObjectReader(FileSplit file, SourceTask task) {
        this.file = file;
        this.task = task;
        this.stream = task.open(file);
    }

    @Override
    public boolean hasNext() {
        while (!chunk.hasNext() && !ended) {
            nextChunk();
        }
        return chunk.hasNext();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return chunk.next();
        } catch (SparrowException e) {
            throw task.error(file, e.code(), "in the chunk at byte " + chunkAt + ": " + e.getMessage(), e);
        }
    }

    private void nextChunk() {
        if (!begun) {
            begun = true;
            if (!Arrays.equals(bytes(ObjectFiles.MAGIC.length), ObjectFiles.MAGIC)) {
                throw damaged("it does not begin as object files do; saveAsObjectFile writes them", 0);
            }
        }
        chunkAt = position;
        var header = ByteBuffer.wrap(bytes(CHUNK_HEADER_BYTES));
        var count = header.getInt();
        if (count == 0) {
            end(header.getLong());
            return;
        }
        var length = header.getInt();
        var expected = header.getInt();
        if (count < 0 || length < 0) {
            throw damaged("a chunk of " + count + " elements in " + length + " bytes cannot be", chunkAt);
        }
        var bytes = bytes(length);
        if (ObjectFiles.checksum(count, bytes) != expected) {
            throw damaged("the checksum of a chunk is wrong", chunkAt);
        }
        read += count;
        chunk = ElementCodec.decode(bytes, count);
    }

    private void end(long count) {
        if (count != read) {
            throw damaged("it should have " + count + " elements and has " + read, chunkAt);
        }
        if (stream(new byte[1], 0) > 0) {
            throw damaged("something follows its end", position);
        }
        ended = true;
        close();
    }

    /// In pieces: a damaged length must not become memory that the file cannot fill.
    private byte[] bytes(int length) {
        var all = new ByteArrayOutputStream(Math.min(length, PIECE_BYTES));
        var piece = new byte[Math.min(length, PIECE_BYTES)];
        while (all.size() < length) {
            var count = stream(piece, length - all.size());
            if (count < 0) {
                throw damaged("it ends too early", position);
            }
            all.write(piece, 0, count);
        }
        return all.toByteArray();
    }

    private int stream(byte[] target, int most) {
        try {
            var count = stream.read(target, 0, Math.min(target.length, Math.max(1, most)));
            position += Math.max(0, count);
            return count;
        } catch (IOException e) {
            throw task.error(file, ErrorCode.INPUT_UNREADABLE, e + ".", e);
        }
    }

    private SparrowException damaged(String how, long at) {
        return task.error(file, ErrorCode.INPUT_UNREADABLE, "it is damaged at byte " + at + ": " + how + ".", null);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing read can get lost.
            return;
        }
    }
}
