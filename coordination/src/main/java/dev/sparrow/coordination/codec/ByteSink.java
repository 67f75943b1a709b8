/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are written one after another into memory that grows. Numbers are big-endian.
public final class ByteSink {
    private byte[] bytes = new byte[256];
    private int size;

    public int size() {
        return size;
    }

    /// Forgets what was written, and memory that was needed only once.
    public void clear(int keptBytesMax) {
        size = 0;
        if (bytes.length > keptBytesMax) {
            bytes = new byte[keptBytesMax];
        }
    }

    /// What was written so far, without a copy.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void putInt(int value) {
        reserve(Integer.BYTES);
        size += Integer.BYTES;
        setInt(size - Integer.BYTES, value);
    }

    public void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    public void put(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /// A number in one to ten bytes: small ones take few.
    public void putVar(long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    public void putText(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVar(utf8.length);
        put(utf8);
    }

    /// Writes over what is there already.
    public void setInt(int position, int value) {
        bytes[position] = (byte) (value >>> 24);
        bytes[position + 1] = (byte) (value >>> 16);
        bytes[position + 2] = (byte) (value >>> 8);
        bytes[position + 3] = (byte) value;
    }

    private void reserve(int more) {
        var needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
