/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.List;

/// Copies rows of a [RowBuffer] into windows, one leaf after the other.
public final class ColumnGather {

    /// The arrays of one leaf in all chunks.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Column(Kind.Leaf leaf, Object[] chunks) {}

    private final Column[] columns;

    /// @param chunks windows of this kind, all but the last of [RowBuffer#CHUNK] rows
    public ColumnGather(Kind kind, List<Window> chunks) {
        var leaves = kind.leafKinds();
        this.columns = new Column[leaves.size()];
        for (var leaf = 0; leaf < columns.length; leaf++) {
            var arrays = arrays(leaves.get(leaf), chunks.size());
            for (var chunk = 0; chunk < arrays.length; chunk++) {
                arrays[chunk] = chunks.get(chunk).leaf(leaf);
            }
            columns[leaf] = new Column(leaves.get(leaf), arrays);
        }
    }

    private static Object[] arrays(Kind.Leaf leaf, int chunks) {
        return switch (leaf) {
            case LONG -> new long[chunks][];
            case DOUBLE -> new double[chunks][];
            case INT -> new int[chunks][];
            case OBJECT -> new Object[chunks][];
            case BOOLEAN, BYTE, SHORT, CHAR, FLOAT -> new Object[chunks];
        };
    }

    /// Copies the `count` rows that `places` names from `from` on to the front of a window.
    ///
    /// @param into has the buffer's leaves from `leaf` on
    public void copy(int[] places, int from, int count, Window into, int leaf) {
        for (var i = 0; i < columns.length; i++) {
            var column = columns[i];
            var array = into.leaf(leaf + i);
            var _ =
                    switch (column.leaf()) {
                        case LONG -> longs((long[][]) column.chunks(), places, from, count, (long[]) array);
                        case DOUBLE -> doubles((double[][]) column.chunks(), places, from, count, (double[]) array);
                        case INT -> ints((int[][]) column.chunks(), places, from, count, (int[]) array);
                        case OBJECT -> objects((Object[][]) column.chunks(), places, from, count, (Object[]) array);
                        case BOOLEAN, BYTE, SHORT, CHAR, FLOAT -> any(column.chunks(), places, from, count, array);
                    };
        }
    }

    /// Returns the number of rows, so that the choice of a loop is an expression, which has to name every leaf.
    private static int longs(long[][] chunks, int[] places, int from, int count, long[] into) {
        for (var i = 0; i < count; i++) {
            var place = places[from + i];
            into[i] = chunks[place >>> RowBuffer.CHUNK_BITS][place & RowBuffer.MASK];
        }
        return count;
    }

    private static int doubles(double[][] chunks, int[] places, int from, int count, double[] into) {
        for (var i = 0; i < count; i++) {
            var place = places[from + i];
            into[i] = chunks[place >>> RowBuffer.CHUNK_BITS][place & RowBuffer.MASK];
        }
        return count;
    }

    private static int ints(int[][] chunks, int[] places, int from, int count, int[] into) {
        for (var i = 0; i < count; i++) {
            var place = places[from + i];
            into[i] = chunks[place >>> RowBuffer.CHUNK_BITS][place & RowBuffer.MASK];
        }
        return count;
    }

    private static int objects(Object[][] chunks, int[] places, int from, int count, Object[] into) {
        for (var i = 0; i < count; i++) {
            var place = places[from + i];
            into[i] = chunks[place >>> RowBuffer.CHUNK_BITS][place & RowBuffer.MASK];
        }
        return count;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same leaf have one type
    private static int any(Object[] chunks, int[] places, int from, int count, Object into) {
        for (var i = 0; i < count; i++) {
            var place = places[from + i];
            System.arraycopy(chunks[place >>> RowBuffer.CHUNK_BITS], place & RowBuffer.MASK, into, i, 1);
        }
        return count;
    }
}
