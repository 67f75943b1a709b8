/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import com.sun.management.ThreadMXBean;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;

import java.io.PrintStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Supplier;

/// The measurement of loops over cached records of nullable numbers, dates and decimals, beside the loops that one
/// would write over arrays of their numbers, and of the memory that such records take, beside that of Arrow's vectors.
/// One thread, the best of some runs by turns.
public final class TypedLoops {
    private static final int ROWS = 10_000_000;
    private static final int SIZED_ROWS = 1_000_000;
    private static final int RUNS = 12;
    private static final double MIB = 1 << 20;

    private static final LocalDate LIMIT = LocalDate.of(1998, 9, 2);
    private static final BigDecimal DEAR = new BigDecimal("500.00");

    /// As a table has it, with one null in eight.
    record Item(Long quantity, LocalDate shipped, BigDecimal price, double tax) implements Serializable {
        static Item of(long row) {
            var quantity = quantityOf(row);
            return new Item(
                    quantity < 0 ? null : quantity,
                    LocalDate.ofEpochDay(dayOf(row)),
                    BigDecimal.valueOf(centsOf(row), 2),
                    taxOf(row));
        }
    }

    /// The same quantity and tax without nulls.
    record Whole(long quantity, double tax) implements Serializable {}

    /// What takes memory.
    record Sale(Instant at, LocalDate day, BigDecimal price, Long units, String customer, String state)
            implements Serializable {
        static Sale of(long row) {
            return new Sale(
                    Instant.ofEpochSecond(1_700_000_000L + row, mixed(row) & 0x3fff),
                    LocalDate.ofEpochDay(dayOf(row)),
                    BigDecimal.valueOf(centsOf(row), 2),
                    quantityOf(row) < 0 ? null : quantityOf(row),
                    "Customer#" + (mixed(row) & 0xfffff),
                    STATES[(int) (mixed(row) & 3)]);
        }
    }

    private static final String[] STATES = {"open", "paid", "shipped", "returned"};

    private TypedLoops() {}

    private static long mixed(long row) {
        return (row * 0x9e3779b97f4a7c15L) >>> 20;
    }

    /// Below 0 stands for null.
    private static long quantityOf(long row) {
        var mixed = mixed(row);
        return (mixed & 7) == 0 ? -1 : (mixed >>> 3) % 50;
    }

    private static int dayOf(long row) {
        return 8_000 + (int) (mixed(row + 1) % 2_600);
    }

    private static long centsOf(long row) {
        return mixed(row + 2) % 100_000;
    }

    private static double taxOf(long row) {
        return (mixed(row + 3) & 15) / 64.0;
    }

    public static void main(String[] args) {
        print(System.out);
    }

    /// Measures, and prints a line for each.
    static void print(PrintStream out) {
        var conf = new SparrowConf().setMaster("local[1]").setAppName("types").set(Keys.PROGRESS, "off");
        try (var sc = new Sparrow(conf)) {
            sizes(sc, out);
            loops(sc, out);
        }
    }

    private static void loops(Sparrow sc, PrintStream out) {
        var hand = new Hand();
        var items = cached(sc.range(0, ROWS).map(Item::of));
        out.printf(
                Locale.ROOT,
                "%-40s %10s %10s %8s %8s %14s%n",
                "loop over 10 M cached records",
                "ms",
                "other ms",
                "ratio",
                "target",
                "allocated MB");
        compare(
                out,
                "nullable: filter, map, sum",
                () ->
                        items.filter(item -> item.quantity() != null && item.quantity() > 4)
                                .mapToDouble(item -> item.quantity() * item.tax())
                                .sum(),
                hand::nullable,
                1.3);
        compare(
                out,
                "dates: filter, map, sum",
                () -> items.filter(item -> item.shipped().isBefore(LIMIT)).mapToDouble(item -> item.tax()).sum(),
                hand::dates,
                1.3);
        compare(
                out,
                "decimals: filter, map, sum",
                () ->
                        items.filter(item -> item.price().compareTo(DEAR) < 0)
                                .mapToDouble(item -> item.price().doubleValue() * item.tax())
                                .sum(),
                hand::decimals,
                1.3);
        compare(
                out,
                "decimals: filter, map, reduce",
                () ->
                        items.filter(item -> item.price().compareTo(DEAR) < 0)
                                .map(item -> item.price())
                                .reduce(BigDecimal::add)
                                .doubleValue(),
                hand::decimalSum,
                1.3);
        compare(
                out,
                "all three: filter, map, sum",
                () ->
                        items.filter(item -> item.shipped().isBefore(LIMIT) && item.quantity() != null)
                                .mapToDouble(item -> item.price().doubleValue() * item.quantity() * item.tax())
                                .sum(),
                hand::all,
                1.3);
        var whole = cached(sc.range(0, ROWS).map(row -> new Whole(Math.max(0, quantityOf(row)), taxOf(row))));
        compare(
                out,
                "a nullable column, a column without",
                () -> items.mapToDouble(item -> item.quantity() == null ? 0 : item.quantity() * item.tax()).sum(),
                () -> whole.mapToDouble(item -> item.quantity() * item.tax()).sum(),
                1.2);
    }

    private static <T> Rdd<T> cached(Rdd<T> dataset) {
        dataset.cache();
        dataset.count();
        return dataset;
    }

    private static void compare(
            PrintStream out, String name, Supplier<Double> measured, Supplier<Double> other, double target) {
        var best = Long.MAX_VALUE;
        var bestOther = Long.MAX_VALUE;
        var allocated = Long.MAX_VALUE;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var run = 0; run < RUNS; run++) {
            var before = threads.getTotalThreadAllocatedBytes();
            var started = System.nanoTime();
            var answer = measured.get();
            best = Math.min(best, System.nanoTime() - started);
            allocated = Math.min(allocated, threads.getTotalThreadAllocatedBytes() - before);
            started = System.nanoTime();
            var expected = other.get();
            bestOther = Math.min(bestOther, System.nanoTime() - started);
            if (Math.abs(answer - expected) > Math.abs(expected) * 1e-9) {
                throw new IllegalStateException(name + ": " + answer + " where " + expected + " is right");
            }
        }
        out.printf(
                Locale.ROOT,
                "%-40s %10.1f %10.1f %8.2f %8.2f %14.2f%n",
                name,
                best / 1e6,
                bestOther / 1e6,
                (double) best / bestOther,
                target,
                allocated / 1e6);
    }

    /// The memory of cached records, and of Arrow vectors of the same: values of their width or offsets and bytes, and
    /// a bit for each that may be null.
    private static void sizes(Sparrow sc, PrintStream out) {
        var texts = 0L;
        for (var row = 0L; row < SIZED_ROWS; row++) {
            var sale = Sale.of(row);
            texts += sale.customer().length() + sale.state().length();
        }
        var arrow = SIZED_ROWS * (8L + 4 + 16 + 8 + 4 + 4) + texts + 6L * SIZED_ROWS / Byte.SIZE;
        var sales = cached(sc.range(0, SIZED_ROWS).map(Sale::of));
        var status = sc.storageStatus().getFirst();
        out.printf(
                Locale.ROOT,
                "%-40s %10.1f MiB, Arrow %.1f MiB, ratio %.2f, target 1.20%n",
                "cached records of dates, decimals, text",
                status.bytesInMemory() / MIB,
                arrow / MIB,
                (double) status.bytesInMemory() / arrow);
        sales.unpersist();
    }

    /// The columns as arrays of numbers, and loops over them.
    private static final class Hand {
        private static final int LIMIT_DAY = (int) LIMIT.toEpochDay();
        private static final long DEAR_CENTS = DEAR.unscaledValue().longValueExact();

        private final long[] quantities = new long[ROWS];
        private final long[] valid = new long[(ROWS + Long.SIZE - 1) / Long.SIZE];
        private final int[] days = new int[ROWS];
        private final long[] cents = new long[ROWS];
        private final double[] taxes = new double[ROWS];

        Hand() {
            for (var row = 0; row < ROWS; row++) {
                var quantity = quantityOf(row);
                quantities[row] = Math.max(0, quantity);
                if (quantity >= 0) {
                    valid[row / Long.SIZE] |= 1L << row;
                }
                days[row] = dayOf(row);
                cents[row] = centsOf(row);
                taxes[row] = taxOf(row);
            }
        }

        private boolean isValid(int row) {
            return (valid[row >> 6] >> row & 1) != 0;
        }

        double nullable() {
            var sum = 0.0;
            for (var row = 0; row < ROWS; row++) {
                if (isValid(row) && quantities[row] > 4) {
                    sum += quantities[row] * taxes[row];
                }
            }
            return sum;
        }

        double dates() {
            var sum = 0.0;
            for (var row = 0; row < ROWS; row++) {
                if (days[row] < LIMIT_DAY) {
                    sum += taxes[row];
                }
            }
            return sum;
        }

        double decimals() {
            var sum = 0.0;
            for (var row = 0; row < ROWS; row++) {
                if (cents[row] < DEAR_CENTS) {
                    sum += cents[row] / 100.0 * taxes[row];
                }
            }
            return sum;
        }

        double decimalSum() {
            var sum = 0L;
            for (var row = 0; row < ROWS; row++) {
                if (cents[row] < DEAR_CENTS) {
                    sum = Math.addExact(sum, cents[row]);
                }
            }
            return BigDecimal.valueOf(sum, 2).doubleValue();
        }

        double all() {
            var sum = 0.0;
            for (var row = 0; row < ROWS; row++) {
                if (days[row] < LIMIT_DAY && isValid(row)) {
                    sum += cents[row] / 100.0 * quantities[row] * taxes[row];
                }
            }
            return sum;
        }
    }
}
