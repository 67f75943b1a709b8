/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Some thousand elements of one kind that nobody can change any more. Whoever owns it closes it; it is read under a
/// lease.
public final class Batch implements AutoCloseable {
    private final Kind kind;
    private final Object[] leaves;
    private final int rows;

    Batch(Kind kind, Object[] leaves, int rows) {
        this.kind = kind;
        this.leaves = leaves;
        this.rows = rows;
    }

    public Kind kind() {
        return kind;
    }

    public int rows() {
        return rows;
    }

    /// Copies `count` rows to the front of a window of the same kind, and says so in its size.
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays of the same leaf have one type
    public void read(int from, int count, Window into) {
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            System.arraycopy(leaves[leaf], from, into.leaf(leaf), 0, count);
        }
        into.size(count);
    }

    /// The elements, equal at every call; what of them can change is new at every call.
    public Iterator<Object> elements() {
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < rows;
            }

            @Override
            public Object next() {
                if (row == rows) {
                    throw new NoSuchElementException();
                }
                return Rows.get(kind, leaves, 0, row++);
            }
        };
    }

    @Override
    public void close() {}
}
