/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.column.Utf8;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;

/// Places rows by the hash of some of their columns. Equal values have equal hashes in whatever form they come, and in
/// each process.
public final class ColumnPlacement implements Placement {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final long MISSING = 0x5bd1e995;

    private final Exchange.Columns exchange;
    private long[] hashes = new long[Window.ROWS];

    public ColumnPlacement(Exchange.Columns exchange) {
        this.exchange = exchange;
    }

    @Override
    public int partition(Object element) {
        var window = new Window(Kind.of(element), 1);
        if (!window.set(0, element)) {
            throw new IllegalStateException("No row: " + element.getClass());
        }
        window.size(1);
        var partition = new int[1];
        partitions(window, partition);
        return partition[0];
    }

    @Override
    public void partitions(Window window, int[] into) {
        if (exchange.columns().isEmpty() || exchange.partitions() == 1) {
            Arrays.fill(into, 0, window.size(), 0);
            return;
        }
        if (hashes.length < window.size()) {
            hashes = new long[window.size()];
        }
        Arrays.fill(hashes, 0, window.size(), 0);
        var parts = ((Kind.Columns) window.kind()).parts();
        for (var column : exchange.columns()) {
            var leaf = 0;
            for (var before = 0; before < column; before++) {
                leaf += parts.get(before).leaves();
            }
            mix(window, parts.get(column), leaf);
        }
        for (var row = 0; row < window.size(); row++) {
            into[row] = (int) Long.remainderUnsigned(hashes[row], exchange.partitions());
        }
    }

    private void mix(Window window, Kind part, int leaf) {
        switch (part) {
            case Kind.Nullable(var values) -> {
                var valid = (boolean[]) window.leaf(leaf);
                mix(window, values, leaf + 1, valid);
            }
            case Kind.Nulls _ -> mix(window, part, leaf, new boolean[window.size()]);
            case Kind.Leaf _, Kind.Value _, Kind.Struct _, Kind.Columns _ -> mix(window, part, leaf, null);
        }
    }

    /// @param valid which rows have a value; null if all have
    private void mix(Window window, Kind part, int leaf, boolean[] valid) {
        var isWide = part.leaves() == 2 && part instanceof Kind.Value;
        var low = isWide ? window.longs(leaf + 1) : null;
        var array = part.leaves() == 0 ? null : window.leaf(leaf);
        for (var row = 0; row < window.size(); row++) {
            var word =
                    valid != null && !valid[row]
                            ? MISSING
                            : low == null ? word(array, row) : wide(window.longs(leaf)[row], low[row]);
            var mixed = (hashes[row] * 31 + word) * MULTIPLIER;
            hashes[row] = mixed ^ (mixed >>> Integer.SIZE);
        }
    }

    /// A number of two longs that fits into one has the hash of that.
    private static long wide(long high, long low) {
        return high == low >> (Long.SIZE - 1) ? low : high * 31 + low;
    }

    private static long word(Object array, int row) {
        return switch (array) {
            case long[] values -> values[row];
            case int[] values -> values[row];
            case double[] values -> Double.doubleToLongBits(values[row] == 0 ? 0.0 : values[row]);
            case float[] values -> Double.doubleToLongBits(values[row] == 0 ? 0.0 : values[row]);
            case boolean[] values -> values[row] ? 1 : 0;
            case byte[] values -> values[row];
            case short[] values -> values[row];
            case Object[] values -> object(values[row]);
            default -> throw new IllegalStateException("No column: " + array.getClass());
        };
    }

    private static long object(Object value) {
        return switch (value) {
            case null -> MISSING;
            case Utf8 text -> text.hash();
            case String text -> Utf8.of(text).hash();
            default -> Arrays.deepHashCode(new Object[] {value});
        };
    }
}
