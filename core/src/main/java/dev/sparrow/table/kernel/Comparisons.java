/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The order of values of one type, none missing: that of DuckDB. What is no number is greater than all numbers, and
/// equal to itself.
public final class Comparisons {
    private Comparisons() {}

    public static int compare(boolean left, boolean right) {
        return Boolean.compare(left, right);
    }

    public static int compare(int left, int right) {
        return Integer.compare(left, right);
    }

    public static int compare(long left, long right) {
        return Long.compare(left, right);
    }

    public static int compare(float left, float right) {
        return left == right ? 0 : Float.compare(left, right);
    }

    public static int compare(double left, double right) {
        return left == right ? 0 : Double.compare(left, right);
    }

    public static int compare(Utf8 left, Utf8 right) {
        return left.compareTo(right);
    }

    /// Of other values, and of any values as objects.
    public static int compare(Object left, Object right) {
        return switch (left) {
            case Boolean value -> Boolean.compare(value, (Boolean) right);
            case Integer value -> Integer.compare(value, (Integer) right);
            case Long value -> Long.compare(value, (Long) right);
            case Float value -> compare((float) value, (float) (Float) right);
            case Double value -> compare((double) value, (double) (Double) right);
            case Utf8 value -> value.compareTo((Utf8) right);
            case BigInteger value -> value.compareTo((BigInteger) right);
            case UUID value -> compare(value, (UUID) right);
            case byte[] value -> Arrays.compareUnsigned(value, (byte[]) right);
            case List<?> value -> lists(value.iterator(), ((List<?>) right).iterator());
            case Map<?, ?> value -> lists(value.values().iterator(), ((Map<?, ?>) right).values().iterator());
            case Comparable<?> value -> natural(value, right);
            default -> throw Failures.refused("Values of class " + left.getClass().getTypeName() + " have no order.");
        };
    }

    @SuppressWarnings("unchecked") // of one class
    private static int natural(Comparable<?> left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static int compare(UUID left, UUID right) {
        var high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    private static int lists(Iterator<?> left, Iterator<?> right) {
        while (left.hasNext() && right.hasNext()) {
            var order = nullsLast(left.next(), right.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    /// The order in which a missing value is the greatest.
    public static int nullsLast(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return compare(left, right);
    }
}
