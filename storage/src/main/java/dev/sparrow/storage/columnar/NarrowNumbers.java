/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/// Whole numbers of a batch as what they are more than the smallest of them, in as few bytes as the largest needs; none
/// at all if they are equal (frame of reference: Goldstein, Ramakrishnan and Shaft 1998).
final class NarrowNumbers {
    /// The number of values after which it is asked whether there is any use in looking further.
    private static final int STRETCH = 256;

    private static final long BYTE_MAX = 0xff;
    private static final long CHAR_MAX = 0xffff;
    private static final long INT_MAX = 0xffff_ffffL;

    private NarrowNumbers() {}

    /// Writes the numbers, unless that takes as much as the numbers themselves, or they are none.
    static Optional<Codec> encode(Kind.Leaf leaf, Object array, int count, BufferParts parts) {
        return switch (array) {
            case long[] longs when count > 0 -> encode(leaf, longs, count, INT_MAX, parts);
            case int[] ints when count > 0 ->
                    encode(leaf, Arrays.stream(ints, 0, count).asLongStream().toArray(), count, CHAR_MAX, parts);
            default -> Optional.empty();
        };
    }

    private static Optional<Codec> encode(Kind.Leaf leaf, long[] values, int count, long rangeMax, BufferParts parts) {
        var least = values[0];
        var greatest = values[0];
        for (var from = 0; from < count; from += STRETCH) {
            for (var i = from; i < Math.min(count, from + STRETCH); i++) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
            if (Long.compareUnsigned(greatest - least, rangeMax) > 0) {
                return Optional.empty();
            }
        }
        var width = width(greatest - least);
        write(values, count, least, width, parts);
        return Optional.of(new Codec.Narrowed(leaf, least, width));
    }

    private static int width(long range) {
        if (range == 0) {
            return 0;
        }
        return range <= BYTE_MAX ? Byte.BYTES : range <= CHAR_MAX ? Character.BYTES : Integer.BYTES;
    }

    private static void write(long[] values, int count, long least, int width, BufferParts parts) {
        switch (width) {
            case 0 -> {}
            case Byte.BYTES -> {
                var bytes = new byte[count];
                for (var i = 0; i < count; i++) {
                    bytes[i] = (byte) (values[i] - least);
                }
                parts.add(Kind.Leaf.BYTE, bytes, count);
            }
            case Character.BYTES -> {
                var chars = new char[count];
                for (var i = 0; i < count; i++) {
                    chars[i] = (char) (values[i] - least);
                }
                parts.add(Kind.Leaf.CHAR, chars, count);
            }
            default -> {
                var ints = new int[count];
                for (var i = 0; i < count; i++) {
                    ints[i] = (int) (values[i] - least);
                }
                parts.add(Kind.Leaf.INT, ints, count);
            }
        }
    }

    /// Reads them.
    ///
    /// @param more by what each is more than the least; null if by nothing
    record Numbers(Codec.Narrowed codec, MemorySegment more) implements Column {
        @Override
        public Object get(int row) {
            var value = new long[1];
            read(row, 1, value);
            return codec.leaf() == Kind.Leaf.INT ? (Object) (int) value[0] : (Object) value[0];
        }

        @Override
        public void read(int from, int count, Object into) {
            if (into instanceof int[] ints) {
                read(from, count, ints);
            } else {
                read(from, count, (long[]) into);
            }
        }

        private void read(int from, int count, long[] into) {
            var least = codec.least();
            switch (codec.width()) {
                case 0 -> Arrays.fill(into, 0, count, least);
                case Byte.BYTES -> {
                    for (var i = 0; i < count; i++) {
                        into[i] = least + (more.get(ValueLayout.JAVA_BYTE, (long) from + i) & BYTE_MAX);
                    }
                }
                case Character.BYTES -> {
                    for (var i = 0; i < count; i++) {
                        into[i] = least + more.getAtIndex(ValueLayout.JAVA_CHAR_UNALIGNED, (long) from + i);
                    }
                }
                default -> {
                    for (var i = 0; i < count; i++) {
                        into[i] = least + (more.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, (long) from + i) & INT_MAX);
                    }
                }
            }
        }

        private void read(int from, int count, int[] into) {
            var least = (int) codec.least();
            switch (codec.width()) {
                case 0 -> Arrays.fill(into, 0, count, least);
                case Byte.BYTES -> {
                    for (var i = 0; i < count; i++) {
                        into[i] = least + (more.get(ValueLayout.JAVA_BYTE, (long) from + i) & 0xff);
                    }
                }
                default -> {
                    for (var i = 0; i < count; i++) {
                        into[i] = least + more.getAtIndex(ValueLayout.JAVA_CHAR_UNALIGNED, (long) from + i);
                    }
                }
            }
        }
    }
}
