/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The bytes of a file that were read and not yet used. Offsets count from the first of them.
final class ByteWindow {

    /// The largest array that every JVM makes.
    static final int BYTES_MAX = Integer.MAX_VALUE - 16;

    private final InputFile file;
    private final InputStream stream;
    private byte[] bytes;
    private int begin;
    private int end;
    private long position;
    private boolean closed;

    ByteWindow(InputFile file, long position, int capacity) {
        this.file = file;
        this.stream = file.open(position);
        this.bytes = new byte[capacity];
        this.position = position;
    }

    /// The place in the file of the byte at offset 0.
    long position() {
        return position;
    }

    int available() {
        return end - begin;
    }

    byte at(int offset) {
        return bytes[begin + offset];
    }

    /// The first CR or LF at or after `offset`, or -1 if there is none in the window.
    int indexOfLineEnd(int offset) {
        var window = bytes;
        for (var i = begin + offset; i < end; i++) {
            var b = window[i];
            if (b <= '\r' && (b == '\n' || b == '\r')) {
                return i - begin;
            }
        }
        return -1;
    }

    String decode(int length, TextDecoder decoder) {
        return decoder.decode(bytes, begin, length, position);
    }

    void discard(int count) {
        begin += count;
        position += count;
    }

    /// Reads more bytes behind those that are there, making room if there is none.
    ///
    /// @return whether there were more
    boolean fill() {
        if (end == bytes.length) {
            makeRoom();
        }
        try {
            var count = stream.read(bytes, end, bytes.length - end);
            if (count > 0) {
                end += count;
            }
            return count > 0;
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /// Moves a small rest to the front; a rest of more than half the window gets a window of twice the size.
    private void makeRoom() {
        var target = bytes;
        if (available() > bytes.length / 2) {
            target = new byte[(int) Math.min(BYTES_MAX, 2L * bytes.length)];
        }
        System.arraycopy(bytes, begin, target, 0, available());
        end -= begin;
        begin = 0;
        bytes = target;
    }

    /// Reads the whole file, at most `limit` bytes of it.
    ///
    /// @return whether the file has no more
    boolean fillAll(int limit) {
        while (available() <= limit) {
            if (!fill()) {
                return true;
            }
        }
        return false;
    }

    boolean closed() {
        return closed;
    }

    /// Nothing read can get lost, so it does not matter if it fails.
    void close() {
        closed = true;
        bytes = new byte[0];
        begin = 0;
        end = 0;
        try {
            stream.close();
        } catch (IOException _) {
            return;
        }
    }

    /// The first bytes that it has, up to so many.
    byte[] head(int count) {
        var more = true;
        while (more && available() < count) {
            more = fill();
        }
        return Arrays.copyOfRange(bytes, begin, begin + Math.min(count, available()));
    }

    boolean startsWith(byte[] prefix) {
        while (available() < prefix.length) {
            if (!fill()) {
                return false;
            }
        }
        return Arrays.equals(bytes, begin, begin + prefix.length, prefix, 0, prefix.length);
    }
}
