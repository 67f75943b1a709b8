/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

/// Makes 64 bits of each of several strings, so that `bits(a) < bits(b)`, as signed numbers, says `a < b` as
/// `String.compareTo` does; equal bits say nothing.
///
/// The bits are the first characters after what all strings begin with: eight if all of these are Latin-1, else four. A
/// string that ends there is filled up with zeros (so it may tie with one that has zeros, but is never above it).
final class StringPrefixes {
    private static final char LATIN1_MAX = 0xff;

    private final String[] strings;

    /// How many characters all strings have in common.
    private final int start;

    StringPrefixes(String[] strings) {
        this.strings = strings;
        this.start = commonStart(strings);
    }

    private static int commonStart(String[] strings) {
        var first = strings[0];
        var common = first.length();
        for (var string : strings) {
            common = Math.min(common, string.length());
            for (var i = 0; i < common; i++) {
                if (string.charAt(i) != first.charAt(i)) {
                    common = i;
                }
            }
        }
        return common;
    }

    long[] all() {
        var bits = new long[strings.length];
        var charBits = fill(bits, Byte.SIZE) ? Byte.SIZE : Character.SIZE;
        if (charBits == Character.SIZE) {
            fill(bits, Character.SIZE);
        }
        return bits;
    }

    /// @return false if a character needs more bits
    private boolean fill(long[] bits, int charBits) {
        var chars = Long.SIZE / charBits;
        for (var i = 0; i < bits.length; i++) {
            var string = strings[i];
            var end = Math.min(string.length(), start + chars);
            var prefix = 0L;
            for (var at = start; at < end; at++) {
                var c = string.charAt(at);
                if (charBits == Byte.SIZE && c > LATIN1_MAX) {
                    return false;
                }
                prefix = prefix << charBits | c;
            }
            var missing = start + chars - end;
            // A shift by all 64 bits would be none.
            prefix = missing == chars ? 0 : prefix << (missing * charBits);
            bits[i] = prefix ^ Long.MIN_VALUE;
        }
        return true;
    }
}
