/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Utf8;

import java.util.Arrays;
import java.util.List;

/// Takes the [LeafStatistics] of the leaves of a batch while its values are still in arrays.
///
/// Distinct values are counted by linear counting (Whang, Vander-Zanden and Taylor 1990): each value marks a bit that
/// its hash names, and the bits that stay empty tell how many values there were.
final class StatisticsTaker {
    /// For as many values as a batch has this is off by some per cent.
    private static final int BITS_LOG = 13;

    private static final int BITS = 1 << BITS_LOG;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Object[] leaves;
    private final int rows;
    private final LeafStatistics[] taken;
    private final long[] marks = new long[BITS / Long.SIZE];

    private StatisticsTaker(Object[] leaves, int rows) {
        this.leaves = leaves;
        this.rows = rows;
        this.taken = new LeafStatistics[leaves.length];
    }

    /// The statistics of each leaf; null for those that say which values are there, and for objects but texts.
    static LeafStatistics[] take(Kind kind, Object[] leaves, int rows) {
        var taker = new StatisticsTaker(leaves, rows);
        taker.take(kind, 0, null);
        return taker.taken;
    }

    /// @param valid whether a row has a value; null if all have
    private void take(Kind kind, int leaf, boolean[] valid) {
        switch (kind) {
            case Kind.Leaf one -> taken[leaf] = take(one, leaf, valid);
            case Kind.Struct(_, var parts) -> take(parts, leaf, valid);
            case Kind.Columns(var parts) -> take(parts, leaf, valid);
            case Kind.Value(var form) -> {
                for (var i = 0; i < form.leaves().size(); i++) {
                    taken[leaf + i] = take(form.leaves().get(i), leaf + i, valid);
                }
            }
            case Kind.Nullable(var values) -> take(values, leaf + 1, (boolean[]) leaves[leaf]);
            case Kind.Nulls _ -> {}
        }
    }

    private void take(List<Kind> parts, int leaf, boolean[] valid) {
        var next = leaf;
        for (var part : parts) {
            take(part, next, valid);
            next += part.leaves();
        }
    }

    private LeafStatistics take(Kind.Leaf kind, int leaf, boolean[] valid) {
        Arrays.fill(marks, 0);
        return switch (leaves[leaf]) {
            case double[] doubles -> fractions(doubles, valid);
            case float[] floats -> fractions(doubles(floats), valid);
            case Object[] values -> texts(values);
            case long[] longs -> whole(longs, valid);
            case Object others -> whole(longs(kind, others), valid);
        };
    }

    private double[] doubles(float... floats) {
        var doubles = new double[rows];
        Arrays.setAll(doubles, row -> floats[row]);
        return doubles;
    }

    private long[] longs(Kind.Leaf kind, Object array) {
        var longs = new long[rows];
        switch (array) {
            case int[] ints -> Arrays.setAll(longs, row -> ints[row]);
            case short[] shorts -> Arrays.setAll(longs, row -> shorts[row]);
            case char[] chars -> Arrays.setAll(longs, row -> chars[row]);
            case byte[] bytes -> Arrays.setAll(longs, row -> bytes[row]);
            case boolean[] booleans -> Arrays.setAll(longs, row -> booleans[row] ? 1 : 0);
            default -> throw new IllegalStateException("No whole numbers: " + kind);
        }
        return longs;
    }

    private LeafStatistics whole(long[] values, boolean[] valid) {
        var least = Long.MAX_VALUE;
        var greatest = Long.MIN_VALUE;
        var nulls = 0;
        for (var row = 0; row < rows; row++) {
            if (valid == null || valid[row]) {
                least = Math.min(least, values[row]);
                greatest = Math.max(greatest, values[row]);
                mark(values[row]);
            } else {
                nulls++;
            }
        }
        return nulls == rows ? none() : new LeafStatistics(nulls, distinct(rows - nulls), least, greatest);
    }

    private LeafStatistics fractions(double[] values, boolean[] valid) {
        var least = Double.NaN;
        var greatest = Double.NEGATIVE_INFINITY;
        var nulls = 0;
        for (var row = 0; row < rows; row++) {
            if (valid == null || valid[row]) {
                var value = values[row];
                least = Double.isNaN(least) ? value : Double.isNaN(value) ? least : Math.min(least, value);
                greatest = Math.max(greatest, value); // what is no number stays
                mark(Double.doubleToLongBits(value));
            } else {
                nulls++;
            }
        }
        return nulls == rows
                ? none()
                : new LeafStatistics(
                        nulls,
                        distinct(rows - nulls),
                        Double.doubleToRawLongBits(least),
                        Double.doubleToRawLongBits(greatest));
    }

    private LeafStatistics texts(Object... values) {
        var nulls = 0;
        for (var row = 0; row < rows; row++) {
            switch (values[row]) {
                case null -> nulls++;
                case String text -> mark(text.hashCode());
                case Utf8 text -> mark(text.hash());
                default -> {
                    return null;
                }
            }
        }
        return nulls == rows ? none() : new LeafStatistics(nulls, distinct(rows - nulls), 0, 0);
    }

    private LeafStatistics none() {
        return new LeafStatistics(rows, 0, 0, 0);
    }

    private void mark(long value) {
        var half = value * MULTIPLIER;
        var hash = ((half ^ (half >>> 32)) * MULTIPLIER) >>> (Long.SIZE - BITS_LOG);
        marks[(int) (hash >>> 6)] |= 1L << hash;
    }

    private int distinct(int values) {
        var empty = BITS;
        for (var word : marks) {
            empty -= Long.bitCount(word);
        }
        if (empty == 0) {
            return values;
        }
        return (int) Math.min(values, Math.round(BITS * Math.log((double) BITS / empty)));
    }
}
