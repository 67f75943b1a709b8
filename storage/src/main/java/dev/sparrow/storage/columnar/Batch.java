/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.Collections;
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

    /// A batch of objects as they are.
    ///
    /// @param elements not copied, and not to be changed
    public static Batch of(Object[] elements) {
        return new Batch(Kind.Leaf.OBJECT, new Object[] {elements}, elements.length);
    }

    /// A batch of the next `count` elements as they are.
    public static Batch of(Iterator<?> elements, int count) {
        var array = new Object[count];
        for (var row = 0; row < count; row++) {
            array[row] = elements.next();
        }
        return of(array);
    }

    /// The elements of all batches, one after the other.
    public static Iterator<Object> elements(Iterator<Batch> batches) {
        return new Iterator<>() {
            private Iterator<Object> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext()) {
                    if (!batches.hasNext()) {
                        return false;
                    }
                    current = batches.next().elements();
                }
                return true;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
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
