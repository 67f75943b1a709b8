/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The search for one text in another: eight bytes at a time are looked at for the first byte of what is sought.
public final class TextSearch {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private TextSearch() {}

    /// The first place from `from` on where `sought` stands, or -1.
    public static int find(Utf8 text, Utf8 sought, int from) {
        var length = sought.length();
        if (length == 0) {
            return from <= text.length() ? from : -1;
        }
        var bytes = text.array();
        var start = text.offset() + from;
        var last = text.offset() + text.length() - length;
        var at = length == 1 ? findByte(bytes, start, last, sought.at(0)) : findPair(bytes, start, last, sought);
        return at < 0 ? -1 : at - text.offset();
    }

    private static int findByte(byte[] bytes, int from, int last, byte wanted) {
        for (var at = from; at <= last; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /// Eight places at a time: those where both the first and the second byte stand are tried.
    private static int findPair(byte[] bytes, int from, int last, Utf8 sought) {
        var first = (sought.at(0) & 0xffL) * ONES;
        var second = (sought.at(1) & 0xffL) * ONES;
        var at = from;
        // Nine bytes are read from each place, and the last place has at least one byte behind it.
        for (; at + Long.BYTES <= last; at += Long.BYTES) {
            var one = (long) LONGS.get(bytes, at) ^ first;
            var other = (long) LONGS.get(bytes, at + 1) ^ second;
            var different = one | other;
            var candidates = different - ONES & ~different & HIGH;
            while (candidates != 0) {
                var place = at + (Long.numberOfTrailingZeros(candidates) >> 3);
                if (stands(bytes, place, sought)) {
                    return place;
                }
                candidates &= candidates - 1;
            }
        }
        for (; at <= last; at++) {
            if (bytes[at] == sought.at(0) && stands(bytes, at, sought)) {
                return at;
            }
        }
        return -1;
    }

    /// Marks the texts in which a word stands. All bytes are looked through at once, as one string of them, for which
    /// the JVM has instructions of the processor.
    ///
    /// @param ends where texts begin and end: that of `row` is from `ends[row]` to `ends[row + 1]`
    /// @param into a bit for each text
    public static void mark(byte[] bytes, int[] ends, int rows, Utf8 word, long... into) {
        var start = ends[0];
        var all = new String(bytes, start, ends[rows] - start, StandardCharsets.ISO_8859_1);
        var sought = new String(word.array(), word.offset(), word.length(), StandardCharsets.ISO_8859_1);
        var row = 0;
        for (var at = all.indexOf(sought); at >= 0; ) {
            while (ends[row + 1] - start <= at) {
                row++;
            }
            var end = ends[row + 1] - start;
            if (at + word.length() <= end) {
                into[row >> 6] |= 1L << row;
                at = all.indexOf(sought, end);
            } else {
                at = all.indexOf(sought, at + 1);
            }
        }
    }

    private static boolean stands(byte[] bytes, int at, Utf8 sought) {
        return Arrays.equals(
                bytes, at, at + sought.length(), sought.array(), sought.offset(), sought.offset() + sought.length());
    }
}
