/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import java.util.Arrays;

/// The values of a table in one representation.
abstract sealed class Values {
    private static final int LENGTH_MIN = 16;

    /// No virtual machine makes longer arrays.
    private static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

    /// The representation that suits a table's first value.
    static Values suiting(Object value) {
        return switch (value) {
            case Long _ -> new Longs();
            case Double _ -> new Doubles();
            case null, default -> new Objects();
        };
    }

    /// Writes a value at a number up to the count of values, which makes it one more.
    ///
    /// @return false if the representation cannot hold the value; nothing has changed then
    abstract boolean set(int slot, Object value);

    abstract Object get(int slot);

    /// The first `count` values, where any value fits.
    final Values widened(int count) {
        var widened = new Objects();
        for (var slot = 0; slot < count; slot++) {
            widened.set(slot, get(slot));
        }
        return widened;
    }

    private static int grownLength(int length) {
        return (int) Math.min(Math.max(LENGTH_MIN, length * 2L), LENGTH_MAX);
    }

    private static final class Longs extends Values {
        private long[] values = new long[0];

        @Override
        boolean set(int slot, Object value) {
            if (!(value instanceof Long number)) {
                return false;
            }
            if (slot == values.length) {
                values = Arrays.copyOf(values, grownLength(slot));
            }
            values[slot] = number;
            return true;
        }

        @Override
        Object get(int slot) {
            return values[slot];
        }
    }

    private static final class Doubles extends Values {
        private double[] values = new double[0];

        @Override
        boolean set(int slot, Object value) {
            if (!(value instanceof Double number)) {
                return false;
            }
            if (slot == values.length) {
                values = Arrays.copyOf(values, grownLength(slot));
            }
            values[slot] = number;
            return true;
        }

        @Override
        Object get(int slot) {
            return values[slot];
        }
    }

    private static final class Objects extends Values {
        private Object[] values = new Object[0];

        @Override
        boolean set(int slot, Object value) {
            if (slot == values.length) {
                values = Arrays.copyOf(values, grownLength(slot));
            }
            values[slot] = value;
            return true;
        }

        @Override
        Object get(int slot) {
            return values[slot];
        }
    }
}
