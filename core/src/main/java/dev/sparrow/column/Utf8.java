/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text as bytes in UTF-8: a part of an array that others may share. Immutable as long as nobody writes there; what
/// outlives the rows that it was read from is [#copy].
///
/// Texts are compared by their bytes, which is the order of their code points.
public final class Utf8 implements Comparable<Utf8>, Serializable {
    public static final Utf8 EMPTY = new Utf8(new byte[0], 0, 0);

    private static final long serialVersionUID = 1;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final byte[] bytes;
    private final int offset;
    private final int length;

    /// The `length` bytes from `offset` on, which are not copied.
    @SuppressWarnings("PMD.ArrayIsStoredDirectly")
    public Utf8(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    public static Utf8 of(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(encoded, 0, encoded.length);
    }

    /// How many bytes it has.
    public int length() {
        return length;
    }

    /// The array that has the bytes, from [#offset] on; not to be written.
    public byte[] array() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    /// The byte at a place from 0.
    public byte at(int place) {
        return bytes[offset + place];
    }

    /// The same text in an array of its own.
    public Utf8 copy() {
        return offset == 0 && length == bytes.length
                ? this
                : new Utf8(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /// The same text in an array of its own, whoever else has this one's.
    public Utf8 ownCopy() {
        return new Utf8(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /// The bytes from one place up to, not including, another.
    public Utf8 slice(int from, int to) {
        return new Utf8(bytes, offset + from, to - from);
    }

    /// How many code points it has.
    public int codePoints() {
        var count = 0;
        for (var i = offset; i < offset + length; i++) {
            count += isContinuation(bytes[i]) ? 0 : 1;
        }
        return count;
    }

    /// Whether each character is one byte.
    public boolean isAscii() {
        for (var i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether a byte continues a character that began before.
    public static boolean isContinuation(byte octet) {
        return (octet & 0xc0) == 0x80;
    }

    /// The place, in bytes, of the code point with this number; [#length] if there are fewer.
    public int placeOf(int codePoint) {
        var place = 0;
        for (var left = codePoint; place < length; place++) {
            if (!isContinuation(at(place))) {
                if (left == 0) {
                    return place;
                }
                left--;
            }
        }
        return length;
    }

    /// The first place from `from` on at which `other` stands, or -1.
    public int indexOf(Utf8 other, int from) {
        if (other.length == 0) {
            return from <= length ? from : -1;
        }
        var last = offset + length - other.length;
        var first = other.bytes[other.offset];
        for (var i = offset + from; i <= last; i++) {
            if (bytes[i] == first && matches(other, i)) {
                return i - offset;
            }
        }
        return -1;
    }

    public boolean startsWith(Utf8 other) {
        return other.length <= length && matches(other, offset);
    }

    public boolean endsWith(Utf8 other) {
        return other.length <= length && matches(other, offset + length - other.length);
    }

    /// @param at where `other` would stand in the array, all of it within this
    private boolean matches(Utf8 other, int at) {
        return Arrays.equals(bytes, at, at + other.length, other.bytes, other.offset, other.offset + other.length);
    }

    /// A hash of 64 bits, the same in each process.
    public long hash() {
        var hash = length * MULTIPLIER;
        var i = offset;
        var end = offset + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, i));
        }
        var tail = 0L;
        for (; i < end; i++) {
            tail = (tail << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return mixed(hash, tail);
    }

    private static long mixed(long hash, long word) {
        var half = (hash ^ word) * MULTIPLIER;
        return half ^ half >>> 32;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8 text && equalTo(text);
    }

    /// As [#equals].
    public boolean equalTo(Utf8 other) {
        return length == other.length && matches(other, offset);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public int compareTo(Utf8 other) {
        return Arrays.compareUnsigned(
                bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
    }

    /// The text; what is no UTF-8 becomes U+FFFD.
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
