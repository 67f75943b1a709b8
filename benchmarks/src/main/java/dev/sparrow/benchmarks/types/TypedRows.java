/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

/// The values of the rows that are measured: each follows from the number of its row.
final class TypedRows {
    private static final long SCATTER = 0x9e3779b97f4a7c15L;

    private TypedRows() {}

    static long mixed(long row) {
        return (row * SCATTER) >>> 20;
    }

    /// Null in one row of eight.
    static Long quantity(long row) {
        var mixed = mixed(row);
        return (mixed & 7) == 0 ? null : (Long) ((mixed >>> 3) % 50);
    }

    /// From 1970-01-01.
    static int day(long row) {
        return 8_000 + (int) (mixed(row + 1) % 2_600);
    }

    static long cents(long row) {
        return mixed(row + 2) % 100_000;
    }

    static double tax(long row) {
        return (mixed(row + 3) & 15) / 64.0;
    }
}
