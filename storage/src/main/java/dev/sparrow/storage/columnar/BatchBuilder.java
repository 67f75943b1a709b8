/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.lang.reflect.Array;

/// Rows of one kind on their way into a [Batch]. Used by one thread.
public final class BatchBuilder {
    private static final int ROWS_MIN = 16;

    private final Kind kind;
    private final Object[] leaves;
    private int capacity = ROWS_MIN;
    private int rows;

    public BatchBuilder(Kind kind) {
        this.kind = kind;
        var start = new Window(kind, capacity);
        this.leaves = new Object[kind.leaves()];
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            leaves[leaf] = start.leaf(leaf);
        }
    }

    public Kind kind() {
        return kind;
    }

    public int rows() {
        return rows;
    }

    /// Adds an element.
    ///
    /// @return false if it does not fit; nothing has changed then
    public boolean append(Object element) {
        reserve(rows + 1);
        if (Rows.set(kind, leaves, 0, rows, element) < 0) {
            return false;
        }
        rows++;
        return true;
    }

    /// Adds all rows of a window of the same kind.
    public void append(Window window) {
        reserve(rows + window.size());
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            System.arraycopy(window.leaf(leaf), 0, leaves[leaf], rows, window.size());
        }
        rows += window.size();
    }

    /// Adds those rows of a window of the same kind that `selected` names, in its order.
    ///
    /// @param from the first of `selected`
    /// @param to after the last
    public void append(Window window, int[] selected, int from, int to) {
        reserve(rows + to - from);
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            for (var i = from; i < to; i++) {
                System.arraycopy(window.leaf(leaf), selected[i], leaves[leaf], rows + i - from, 1);
            }
        }
        rows += to - from;
    }

    private void reserve(int needed) {
        if (needed <= capacity) {
            return;
        }
        capacity = Math.max(needed, capacity * 2);
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            var grown = Array.newInstance(leaves[leaf].getClass().componentType(), capacity);
            System.arraycopy(leaves[leaf], 0, grown, 0, rows);
            leaves[leaf] = grown;
        }
    }

    /// What was added. The builder is not to be used any more.
    public Batch build() {
        return new Batch(kind, leaves, rows);
    }
}
