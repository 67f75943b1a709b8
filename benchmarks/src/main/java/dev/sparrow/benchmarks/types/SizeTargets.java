/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import dev.sparrow.Sparrow;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The memory of cached records, beside that of Arrow vectors of the same: values of their width or offsets and bytes,
/// and a bit for each that may be null.
final class SizeTargets {
    private static final int ROWS = 1_000_000;
    private static final double MIB = 1 << 20;
    private static final double LIMIT = 1.2;
    private static final String[] STATES = {"open", "paid", "shipped", "returned"};

    private SizeTargets() {}

    /// What takes memory.
    record Sale(Instant at, LocalDate day, BigDecimal price, Long units, String customer, String state)
            implements Serializable {
        static Sale of(long row) {
            var mixed = TypedRows.mixed(row);
            return new Sale(
                    Instant.ofEpochSecond(1_700_000_000L + row, mixed & 0x3fff),
                    LocalDate.ofEpochDay(TypedRows.day(row)),
                    BigDecimal.valueOf(TypedRows.cents(row), 2),
                    TypedRows.quantity(row),
                    "Customer#" + (mixed & 0xfffff),
                    STATES[(int) (mixed & 3)]);
        }
    }

    static List<Target> measure(Sparrow sc) {
        var texts = 0L;
        for (var row = 0L; row < ROWS; row++) {
            var sale = Sale.of(row);
            texts += sale.customer().length() + sale.state().length();
        }
        var arrow = ROWS * (8L + 4 + 16 + 8 + 4 + 4) + texts + 6L * ROWS / Byte.SIZE;
        var sales = sc.range(0, ROWS).map(Sale::of);
        sales.cache();
        sales.count();
        var bytes = sc.storageStatus().getFirst().bytesInMemory();
        sales.unpersist();
        System.err.printf(Locale.ROOT, "Cached records: %.1f MiB, Arrow %.1f%n", bytes / MIB, arrow / MIB);
        return List.of(
                Target.atMost(LIMIT, "Cached records of dates, decimals, text, times Arrow", (double) bytes / arrow));
    }
}
