/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.relation.segment.ColumnData;

/// Some rows on their way through a chain: columns of several sides, and for each side which of its rows are meant.
///
/// @param columns all base columns
/// @param indexes for each side the number of its row, -1 for none; null if rows are their own numbers

@SuppressWarnings("ArrayRecordComponent") // never compared
record Rows(int count, ColumnData[] columns, int[]... indexes) {

    /// The rows with these numbers.
    Rows select(int[] numbers, int selected) {
        var chosen = new int[indexes.length][];
        for (var side = 0; side < chosen.length; side++) {
            chosen[side] = indexes[side] == null ? numbers : through(indexes[side], numbers, selected);
        }
        return new Rows(selected, columns, chosen);
    }

    private static int[] through(int[] index, int[] numbers, int count) {
        var composed = new int[count];
        for (var row = 0; row < count; row++) {
            composed[row] = numbers[row] < 0 ? -1 : index[numbers[row]];
        }
        return composed;
    }

    /// The same rows with one more side.
    Rows with(ColumnData[] more, int... index) {
        var all = java.util.Arrays.copyOf(columns, columns.length + more.length);
        System.arraycopy(more, 0, all, columns.length, more.length);
        var sides = java.util.Arrays.copyOf(indexes, indexes.length + 1);
        sides[indexes.length] = index;
        return new Rows(count, all, sides);
    }
}
