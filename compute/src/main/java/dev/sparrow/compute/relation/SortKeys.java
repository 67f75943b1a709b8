/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.segment.Segment;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Interval;
import dev.sparrow.table.step.SortKey;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What rows are sorted by as one value, whose natural order is theirs: normalised keys (Graefe, Implementing Sorting
/// in Database Systems, 2006, section 2.2). One key of whole numbers is a long; others are texts, of a character for
/// each byte, in the order of their bits.
final class SortKeys {
    private static final int WIDE_BYTES = 17;

    private final List<SortKey> order;
    private final boolean isLong;

    SortKeys(List<SortKey> order) {
        this.order = order;
        this.isLong = isLong(order);
    }

    /// Whether keys are longs.
    static boolean isLong(List<SortKey> order) {
        if (order.size() != 1 || order.getFirst().by().nullable()) {
            return false;
        }
        return switch (Carrier.of(order.getFirst().by().type())) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> true;
            case TEXT, WIDE, OBJECT -> false;
        };
    }

    /// @param values of the keys in the form of [Carrier]
    Comparable<?> of(Object... values) {
        if (isLong) {
            var bits = bits(values[0]);
            return order.getFirst().ascending() ? bits : ~bits;
        }
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < values.length; i++) {
            write(order.get(i), values[i], bytes);
        }
        // A character for each byte, which compares like it and is the same when it comes back from disk.
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(SortKey key, Object value, ByteArrayOutputStream into) {
        into.write(value == null ? key.nullsFirst() ? 0 : 2 : 1);
        if (value == null) {
            return;
        }
        var flip = key.ascending() ? 0 : 0xff;
        switch (value) {
            case Utf8 text -> {
                for (var i = 0; i < text.length(); i++) {
                    escaped(text.at(i) & 0xff, flip, into);
                }
                into.write(flip);
                into.write(flip);
            }
            case BigInteger wide -> {
                var number = wide.add(BigInteger.ONE.shiftLeft(8 * WIDE_BYTES - 1)).toByteArray();
                for (var i = 0; i < WIDE_BYTES; i++) {
                    var place = number.length - WIDE_BYTES + i;
                    into.write((place < 0 ? 0 : number[place]) ^ flip);
                }
            }
            case Boolean _, Integer _, Long _, Float _, Double _ -> {
                var bits = bits(value) ^ Long.MIN_VALUE;
                for (var shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                    into.write((int) (bits >>> shift) ^ flip);
                }
            }
            default -> object(value, flip, into);
        }
    }

    /// A zero is written as two bytes, so that the end, two zeros, is less than what goes on.
    private static void escaped(int octet, int flip, ByteArrayOutputStream into) {
        into.write(octet ^ flip);
        if (octet == 0) {
            into.write(0xff ^ flip);
        }
    }

    private static void object(Object value, int flip, ByteArrayOutputStream into) {
        switch (value) {
            case byte[] bytes -> {
                for (var octet : bytes) {
                    escaped(octet & 0xff, flip, into);
                }
                into.write(flip);
                into.write(flip);
            }
            case List<?> list -> {
                for (var element : list) {
                    into.write(1 ^ flip);
                    write(
                            new SortKey(null, flip == 0, false),
                            element == null ? null : Carrier.of(element, typeOf(element)),
                            into);
                }
                into.write(flip);
            }
            case Interval length -> write(new SortKey(null, flip == 0, false), length.totalMicros(), into);
            case Object other -> write(new SortKey(null, flip == 0, false), Utf8.of(other.toString()), into);
        }
    }

    private static ColumnType typeOf(Object element) {
        return dev.sparrow.column.JavaForm.typeOf(element.getClass());
    }

    /// Longs in the order of the values.
    private static long bits(Object value) {
        return switch (value) {
            case Boolean bool -> bool ? 1 : 0;
            case Float number -> bits(number.doubleValue());
            case Double number -> bits((double) number);
            default -> ((Number) value).longValue();
        };
    }

    private static long bits(double number) {
        var bits = Segment.bits(number);
        return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
    }

    static int compare(Object left, Object right) {
        return Comparisons.compare(left, right);
    }
}
