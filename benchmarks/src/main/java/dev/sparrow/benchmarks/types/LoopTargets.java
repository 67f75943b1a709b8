/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.types;

import com.sun.management.ThreadMXBean;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Loops over cached records of nullable numbers, dates and decimals, beside the loops that one would write over arrays
/// of their numbers for the same answer; on one thread, the best of some runs by turns.
final class LoopTargets {
    static final int ROWS = 10_000_000;
    private static final int RUNS = 15;
    private static final double LOOP_LIMIT = 1.3;
    private static final double NULLABLE_LIMIT = 1.2;
    private static final double MEGABYTE = 1e6;

    private static final LocalDate LIMIT = LocalDate.of(1998, 9, 2);
    private static final BigDecimal DEAR = new BigDecimal("500.00");

    /// As a table has it, with one null in eight.
    record Item(Long quantity, LocalDate shipped, BigDecimal price, double tax) implements Serializable {
        static Item of(long row) {
            return new Item(
                    TypedRows.quantity(row),
                    LocalDate.ofEpochDay(TypedRows.day(row)),
                    BigDecimal.valueOf(TypedRows.cents(row), 2),
                    TypedRows.tax(row));
        }
    }

    /// The same quantity and tax without nulls.
    record Whole(long quantity, double tax) implements Serializable {
        static Whole of(long row) {
            var quantity = TypedRows.quantity(row);
            return new Whole(quantity == null ? 0 : quantity, TypedRows.tax(row));
        }
    }

    private final List<Target> targets = new ArrayList<>();
    private double mostAllocated;

    private LoopTargets() {}

    static List<Target> measure(Sparrow sc) {
        return new LoopTargets().of(sc);
    }

    private List<Target> of(Sparrow sc) {
        var items = cached(sc.range(0, ROWS).map(Item::of));
        var hand = HandLoops.over(ROWS, LIMIT, DEAR);
        compare(
                "nullable numbers",
                () ->
                        items.filter(item -> item.quantity() != null && item.quantity() > 4)
                                .mapToDouble(item -> item.quantity() * item.tax())
                                .sum(),
                hand::nullable);
        compare(
                "nullable numbers, rounded each time,",
                () ->
                        items.filter(item -> item.quantity() != null && item.quantity() > 4)
                                .mapToDouble(item -> item.quantity() * item.tax())
                                .reduce(Double::sum),
                hand::nullableRounded);
        compare(
                "dates",
                () -> items.filter(item -> item.shipped().isBefore(LIMIT)).mapToDouble(item -> item.tax()).sum(),
                hand::dates);
        compare(
                "decimals",
                () ->
                        items.filter(item -> item.price().compareTo(DEAR) < 0)
                                .mapToDouble(item -> item.price().doubleValue() * item.tax())
                                .sum(),
                hand::decimals);
        compare(
                "a sum of decimals",
                () ->
                        items.filter(item -> item.price().compareTo(DEAR) < 0)
                                .map(item -> item.price())
                                .reduce(BigDecimal::add)
                                .doubleValue(),
                hand::decimalSum);
        compare(
                "all three",
                () ->
                        items.filter(item -> item.shipped().isBefore(LIMIT) && item.quantity() != null)
                                .mapToDouble(item -> item.price().doubleValue() * item.quantity() * item.tax())
                                .sum(),
                hand::all);
        targets.add(Target.atMost(1, "Loops over 10 M cached records, MB allocated at most", mostAllocated));
        nullable(sc, items);
        items.unpersist();
        return targets;
    }

    private void nullable(Sparrow sc, Rdd<Item> items) {
        var whole = cached(sc.range(0, ROWS).map(Whole::of));
        var ratio =
                ratio(
                        "nullable",
                        () ->
                                items.mapToDouble(item -> item.quantity() == null ? 0 : item.quantity() * item.tax())
                                        .sum(),
                        () -> whole.mapToDouble(item -> item.quantity() * item.tax()).sum());
        targets.add(Target.atMost(NULLABLE_LIMIT, "A nullable column, times one without nulls", ratio));
        whole.unpersist();
    }

    private static <T> Rdd<T> cached(Rdd<T> dataset) {
        dataset.cache();
        dataset.count();
        return dataset;
    }

    private void compare(String name, Supplier<Double> loop, Supplier<Double> hand) {
        var ratio = ratio(name, loop, hand);
        targets.add(Target.atMost(LOOP_LIMIT, "Loop over " + name + " in cached records, times by hand", ratio));
    }

    private double ratio(String name, Supplier<Double> loop, Supplier<Double> other) {
        var best = Long.MAX_VALUE;
        var bestOther = Long.MAX_VALUE;
        var allocated = Long.MAX_VALUE;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var run = 0; run < RUNS; run++) {
            var before = threads.getTotalThreadAllocatedBytes();
            var started = System.nanoTime();
            var answer = loop.get();
            best = Math.min(best, System.nanoTime() - started);
            allocated = Math.min(allocated, threads.getTotalThreadAllocatedBytes() - before);
            started = System.nanoTime();
            var expected = other.get();
            bestOther = Math.min(bestOther, System.nanoTime() - started);
            CpuTimes.requireNear(expected, answer, name);
        }
        mostAllocated = Math.max(mostAllocated, allocated / MEGABYTE);
        System.err.printf(
                Locale.ROOT,
                "Loop over %s: %.2f ns a row, %.2f MB allocated; the other %.2f%n",
                name,
                (double) best / ROWS,
                allocated / MEGABYTE,
                (double) bestOther / ROWS);
        return (double) best / bestOther;
    }
}
