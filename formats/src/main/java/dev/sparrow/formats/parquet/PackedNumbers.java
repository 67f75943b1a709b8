/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/// Whole numbers of a few bits each, as runs of one number or packed by eights: levels, and places in dictionaries.
///
/// Parquet's format, "RLE / bit-packing hybrid".
final class PackedNumbers {
    private static final int WIDTH_MAX = Integer.SIZE;

    /// So many bits of a long can be read wherever the first of them is in its byte.
    private static final int BITS_AT_ONCE = Long.SIZE - Byte.SIZE;

    private byte[] bytes;
    private int end;
    private int width;

    /// Where the next run begins.
    private int at;

    /// How many numbers of the run are left.
    private long left;

    /// The number of the run, if it is of one number.
    private int number;

    /// The first bit of the next number, if the run is packed; else -1.
    private long bit;

    /// Begins with the next bytes of a page.
    ///
    /// @param length how many there are
    void begin(PageBytes page, int length, int width) throws IOException {
        if (width > WIDTH_MAX) {
            throw new IOException("a page has numbers of " + width + " bits");
        }
        bytes = page.array();
        at = page.skip(length);
        end = at + length;
        this.width = width;
        left = 0;
    }

    /// Begins with the rest of a page, which has nothing but packed numbers.
    void beginPacked(PageBytes page, int width) throws IOException {
        begin(page, page.end() - page.at(), width);
        bit = (long) at * Byte.SIZE;
        left = Long.MAX_VALUE;
        at = end;
    }

    /// The next numbers.
    void read(int[] into, int count) throws IOException {
        for (var i = 0; i < count; ) {
            var some = available(count - i);
            if (bit < 0) {
                Arrays.fill(into, i, i + some, number);
            } else {
                unpack(bytes, bit, width, into, i, i + some);
            }
            pass(some);
            i += some;
        }
    }

    /// The next numbers, of one bit each, as bits.
    ///
    /// @param words where they are set from bit `from` on, which are all 0
    /// @return how many are 1
    int readBits(long[] words, int from, int count) throws IOException {
        var ones = 0;
        for (var i = from; i < from + count; ) {
            var some = Math.min(available(from + count - i), Math.min(BITS_AT_ONCE, Long.SIZE - (i & 63)));
            if (bit < 0 && number >>> 1 != 0) {
                throw new IOException("a page has a level of " + number + ", 1 is possible");
            }
            var bits = bit < 0 ? -(long) number : PageBytes.longAt(bytes, (int) (bit >>> 3)) >>> (bit & 7);
            bits &= -1L >>> -some;
            words[i >> 6] |= bits << i;
            ones += Long.bitCount(bits);
            pass(some);
            i += some;
        }
        return ones;
    }

    /// How many numbers of a run there are.
    ///
    /// @param most not more
    private int available(int most) throws IOException {
        while (left == 0) {
            nextRun();
        }
        var some = (int) Math.min(left, most);
        if (bit >= 0 && bit + (long) some * width > (long) end * Byte.SIZE) {
            throw new EOFException("a page has fewer packed numbers than it says");
        }
        return some;
    }

    private void pass(int some) {
        left -= some;
        if (bit >= 0) {
            bit += (long) some * width;
        }
    }

    private void nextRun() throws IOException {
        var header = varint();
        if ((header & 1) == 0) {
            left = header >>> 1;
            bit = -1;
            number = 0;
            for (var shift = 0; shift < width; shift += Byte.SIZE) {
                number |= octet() << shift;
            }
        } else {
            var eights = header >>> 1;
            left = eights * Byte.SIZE;
            bit = (long) at * Byte.SIZE;
            // Some writers leave out what only fills up the last eight.
            at += (int) Math.min(eights * width, end - at);
        }
    }

    private long varint() throws IOException {
        var value = 0L;
        for (var shift = 0; shift < Integer.SIZE; shift += 7) {
            var octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IOException("a page has a run of more numbers than any can have");
    }

    private int octet() throws IOException {
        if (at >= end) {
            throw new EOFException("a page has fewer numbers than it says");
        }
        return bytes[at++] & 0xFF;
    }

    private static void unpack(byte[] bytes, long firstBit, int width, int[] into, int from, int to) {
        var mask = (int) ((1L << width) - 1);
        var bit = firstBit;
        for (var i = from; i < to; i++) {
            into[i] = (int) (PageBytes.longAt(bytes, (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            bit += width;
        }
    }
}
