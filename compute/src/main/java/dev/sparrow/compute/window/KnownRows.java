/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.compute.table.ColumnGather;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.storage.columnar.Window;

import java.util.List;

/// Parts the rows of windows: those whose keys a table knows, and the others.
public final class KnownRows {
    private int[] rows = new int[Window.ROWS];
    private int[] others = new int[Window.ROWS];
    private int othersCount;

    /// Null before there is one of the kind that came last.
    private Window known;

    /// The rows whose keys have a number.
    ///
    /// @param slots the numbers of all rows; afterwards those of the rows that are returned
    public Window of(Window pairs, int[] slots) {
        reserve(pairs.size());
        var count = 0;
        othersCount = 0;
        for (var row = 0; row < pairs.size(); row++) {
            if (slots[row] == KeyTable.ABSENT) {
                others[othersCount++] = row;
            } else {
                slots[count] = slots[row];
                rows[count++] = row;
            }
        }
        return othersCount == 0 ? pairs : selected(pairs, count);
    }

    private void reserve(int size) {
        if (rows.length < size) {
            rows = new int[size];
            others = new int[size];
            known = null;
        }
    }

    private Window selected(Window pairs, int count) {
        if (known == null || !known.kind().equals(pairs.kind())) {
            known = new Window(pairs.kind(), rows.length);
        }
        new ColumnGather(pairs.kind(), List.of(pairs)).copy(rows, 0, count, known, 0);
        known.size(count);
        return known;
    }

    /// The rows of the last window that were not returned.
    public int[] others() {
        return others;
    }

    public int othersCount() {
        return othersCount;
    }
}
