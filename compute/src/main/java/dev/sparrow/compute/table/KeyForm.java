/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;

/// Classes of keys that are as good as 64 bits: keys are equal, as their `equals` says, if their bits are, and ordered,
/// as their `compareTo` says, as their bits are as signed numbers.
public enum KeyForm {
    LONG(Kind.Leaf.LONG) {
        @Override
        public long bits(Object key) {
            return (Long) key;
        }

        @Override
        int hash(long bits) {
            return Long.hashCode(bits);
        }

        @Override
        public Object key(long bits) {
            return bits;
        }

        @Override
        public long[] bits(Object array, int count, long[] room) {
            return (long[]) array;
        }

        @Override
        public void copy(long[] bits, int from, int count, Object array) {
            System.arraycopy(bits, from, (long[]) array, 0, count);
        }
    },

    INTEGER(Kind.Leaf.INT) {
        @Override
        public long bits(Object key) {
            return (Integer) key;
        }

        @Override
        int hash(long bits) {
            return (int) bits;
        }

        @Override
        public Object key(long bits) {
            return (int) bits;
        }

        @Override
        public long[] bits(Object array, int count, long[] room) {
            var keys = (int[]) array;
            for (var i = 0; i < count; i++) {
                room[i] = keys[i];
            }
            return room;
        }

        @Override
        public void copy(long[] bits, int from, int count, Object array) {
            var keys = (int[]) array;
            for (var i = 0; i < count; i++) {
                keys[i] = (int) bits[from + i];
            }
        }
    },

    /// Of the many `NaN`s there is one, above all numbers; -0.0 is below 0.0.
    DOUBLE(Kind.Leaf.DOUBLE) {
        @Override
        public long bits(Object key) {
            return mirror(Double.doubleToLongBits((Double) key));
        }

        @Override
        int hash(long bits) {
            return Long.hashCode(mirror(bits));
        }

        @Override
        public Object key(long bits) {
            return Double.longBitsToDouble(mirror(bits));
        }

        @Override
        public long[] bits(Object array, int count, long[] room) {
            var keys = (double[]) array;
            for (var i = 0; i < count; i++) {
                room[i] = mirror(Double.doubleToLongBits(keys[i]));
            }
            return room;
        }

        @Override
        public void copy(long[] bits, int from, int count, Object array) {
            var keys = (double[]) array;
            for (var i = 0; i < count; i++) {
                keys[i] = Double.longBitsToDouble(mirror(bits[from + i]));
            }
        }
    };

    private final Kind.Leaf leaf;

    KeyForm(Kind.Leaf leaf) {
        this.leaf = leaf;
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

    /// The form of all keys of a kind; null if it has none.
    public static KeyForm ofAll(Kind kind) {
        for (var form : values()) {
            if (form.leaf == kind) {
                return form;
            }
        }
        return null;
    }

    /// What arrays hold such keys.
    public final Kind.Leaf leaf() {
        return leaf;
    }

    /// Whether [#bits] takes the key.
    public final boolean fits(Object key) {
        return key != null && key.getClass() == leaf.box();
    }

    /// The bits of a key that fits.
    public abstract long bits(Object key);

    /// The bits of the first `count` keys of an array.
    ///
    /// @param room where they are written, unless the array holds them already
    public abstract long[] bits(Object array, int count, long[] room);

    /// The `hashCode` of each of the keys with `count` bits.
    public final void hashes(long[] bits, int count, int[] hashes) {
        for (var i = 0; i < count; i++) {
            hashes[i] = hash(bits[i]);
        }
    }

    abstract int hash(long bits);

    /// The key with these bits.
    public abstract Object key(long bits);

    /// Writes the keys with `count` of these bits to the front of an array.
    public abstract void copy(long[] bits, int from, int count, Object array);

    /// Doubles are sign and magnitude, so the order of the negative ones is to be turned round. Done twice, it undoes
    /// itself.
    private static long mirror(long bits) {
        return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
    }
}
