/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.Arrays;
import java.util.List;

/// A few elements as Java arrays, one for each leaf of their kind: what loops compute with.
///
/// Arrow memory is read by copying some rows into a window, and written by appending a window, so nothing outside
/// storage ever holds an address. Whoever is given a window uses it until he returns: it is filled again.
public final class Window {

    /// Few enough that the arrays of an element stay in the first cache.
    public static final int ROWS = 1_024;

    /// In place of a value that can change and is not easily copied.
    public static final Object NOT_TAKEN = Taken.NOT;

    private final Kind kind;
    private final Object[] leaves;
    private int size;

    public Window(Kind kind) {
        this(kind, ROWS);
    }

    /// @param capacity in rows
    public Window(Kind kind, int capacity) {
        this(kind, LeafArrays.create(kind.leafKinds().toArray(Kind.Leaf[]::new), capacity));
    }

    private Window(Kind kind, Object[] leaves) {
        this.kind = kind;
        this.leaves = leaves;
    }

    /// Rows over arrays that others have, one for each leaf: good as long as what is filled in there now.
    public static Window over(Kind kind, List<Object> arrays, int rows) {
        var window = new Window(kind, arrays.toArray());
        window.size = rows;
        return window;
    }

    /// The arrays of all leaves.
    public List<Object> arrays() {
        return List.of(leaves);
    }

    /// One part of the structs in it, over the same arrays: good as long as the rows that are filled now.
    public Window part(int part) {
        var parts = ((Kind.Struct) kind).parts();
        var from = parts.subList(0, part).stream().mapToInt(Kind::leaves).sum();
        var window = new Window(parts.get(part), Arrays.copyOfRange(leaves, from, from + parts.get(part).leaves()));
        window.size = size;
        return window;
    }

    /// The rows that are filled, in arrays of their own.
    public Window copy() {
        var copy = new Window(kind, size);
        copy.size = size;
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            System.arraycopy(leaves[leaf], 0, copy.leaves[leaf], 0, size);
        }
        return copy;
    }

    public Kind kind() {
        return kind;
    }

    /// How many rows are filled.
    public int size() {
        return size;
    }

    /// Says how many rows somebody has filled.
    public void size(int rows) {
        size = rows;
    }

    /// The array of a leaf: of primitives, or `Object[]`.
    public Object leaf(int leaf) {
        return leaves[leaf];
    }

    public long[] longs(int leaf) {
        return (long[]) leaves[leaf];
    }

    public int[] ints(int leaf) {
        return (int[]) leaves[leaf];
    }

    public double[] doubles(int leaf) {
        return (double[]) leaves[leaf];
    }

    public Object[] objects(int leaf) {
        return (Object[]) leaves[leaf];
    }

    /// Fills a row with an element.
    ///
    /// @return false if it is not of this kind; the row is undefined then
    public boolean set(int row, Object element) {
        return Rows.set(kind, leaves, 0, row, element) >= 0;
    }

    /// Fills a row with an element as it is at this moment: its program may use the object again before the window is
    /// read.
    ///
    /// @return false if it is of another kind, or holds an object that can change and is not easily copied
    @SuppressWarnings("ReferenceEquality") // a mark that is no value
    public boolean take(int row, Object element) {
        if (!set(row, element)) {
            return false;
        }
        for (var array : leaves) {
            if (array instanceof Object[] objects) {
                objects[row] = taken(objects[row]);
                if (objects[row] == NOT_TAKEN) {
                    return false;
                }
            }
        }
        return true;
    }

    /// What an object leaf holds of a value, or [#NOT_TAKEN].
    public static Object taken(Object value) {
        return value instanceof String ? value : Taken.of(value);
    }

    /// The element of a row; a new object, unless the kind is an object leaf.
    public Object get(int row) {
        return Rows.get(kind, leaves, 0, row);
    }
}
