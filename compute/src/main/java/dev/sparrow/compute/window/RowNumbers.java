/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

/// Numbers rows in the order in which they come.
public final class RowNumbers {
    private long next;
    private Window numbers = new Window(Kind.Leaf.LONG);

    /// The number of the next row.
    public long next() {
        return next++;
    }

    /// How many rows came.
    public long count() {
        return next;
    }

    /// A window with the numbers of its rows.
    public Window of(Window rows) {
        var count = rows.size();
        if (numbers.longs(0).length < count) {
            numbers = new Window(Kind.Leaf.LONG, count);
        }
        for (var row = 0; row < count; row++) {
            numbers.longs(0)[row] = next + row;
        }
        next += count;
        numbers.size(count);
        return PairShape.of(numbers, rows);
    }
}
