/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// Classes of keys that are as good as 64 bits: keys are equal, as their `equals` says, if their bits are, and ordered,
/// as their `compareTo` says, as their bits are as signed numbers.
public enum KeyForm {
    LONG(Long.class) {
        @Override
        public long bits(Object key) {
            return (Long) key;
        }

        @Override
        public Object key(long bits) {
            return bits;
        }
    },

    INTEGER(Integer.class) {
        @Override
        public long bits(Object key) {
            return (Integer) key;
        }

        @Override
        public Object key(long bits) {
            return (int) bits;
        }
    },

    /// Of the many `NaN`s there is one, above all numbers; -0.0 is below 0.0.
    DOUBLE(Double.class) {
        @Override
        public long bits(Object key) {
            return mirror(Double.doubleToLongBits((Double) key));
        }

        @Override
        public Object key(long bits) {
            return Double.longBitsToDouble(mirror(bits));
        }
    };

    private final Class<?> type;

    KeyForm(Class<?> type) {
        this.type = type;
    }

    /// The form of a key; null if it has none, as null itself.
    public static KeyForm of(Object key) {
        return switch (key) {
            case Long _ -> LONG;
            case Integer _ -> INTEGER;
            case Double _ -> DOUBLE;
            case null, default -> null;
        };
    }

    /// Whether [#bits] takes the key.
    public final boolean fits(Object key) {
        return key != null && key.getClass() == type;
    }

    /// The bits of a key that fits.
    public abstract long bits(Object key);

    /// The key with these bits.
    public abstract Object key(long bits);

    /// Doubles are sign and magnitude, so the order of the negative ones is to be turned round. Done twice, it undoes
    /// itself.
    private static long mirror(long bits) {
        return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
    }
}
