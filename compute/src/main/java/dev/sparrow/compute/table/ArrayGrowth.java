/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

/// The growth of arrays in a table.
final class ArrayGrowth {
    static final int LENGTH_MIN = 16;

    /// No virtual machine makes longer arrays.
    static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

    private ArrayGrowth() {}

    /// How many elements arrays of this length take with so many more than `size`, and while they grow.
    static long lengthWith(int length, int size, int more) {
        return size + more <= length ? length : length + (long) Math.max(length(length), size + more);
    }

    /// The length for an array that was full at `length`.
    static int length(int length) {
        return (int) Math.min(Math.max(LENGTH_MIN, length * 2L), LENGTH_MAX);
    }
}
