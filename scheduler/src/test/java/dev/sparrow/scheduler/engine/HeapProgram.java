/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.List;

/// Programs for a JVM of their own, which fill its heap or need most of it. They say how they ended, and whether the
/// context works on.
enum HeapProgram {
    /// Ten times as much as there is room for.
    COLLECT {
        @Override
        void run(Sparrow sc) {
            sc.range(0, 50_000_000, 1, 8).map(x -> "row" + x).collect();
        }
    },
    /// States of tasks that grow on.
    AGGREGATE_INTO_A_LIST {
        @Override
        void run(Sparrow sc) {
            sc.range(0, 30_000_000, 1, 8)
                    .aggregate(
                            new ArrayList<Long>(),
                            (list, x) -> {
                                list.add(x);
                                return list;
                            },
                            (all, list) -> {
                                all.addAll(list);
                                return all;
                            });
        }
    },
    /// Objects of a user's function, of which Sparrow knows nothing.
    HOLD_IN_A_FUNCTION {
        @Override
        void run(Sparrow sc) {
            sc.range(0, 50_000_000, 1, 8)
                    .mapPartitions(xs -> {
                        var held = new ArrayList<String>();
                        xs.forEachRemaining(x -> held.add("held" + x));
                        return held.iterator();
                    })
                    .count();
        }
    },
    /// Partial results that are small each.
    COLLECT_MANY_PARTITIONS {
        @Override
        void run(Sparrow sc) {
            sc.range(0, 50_000_000, 1, 2_000).map(x -> "row" + x).collect();
        }
    },
    /// A result that needs seven tenths of the heap, and gets them.
    COLLECT_WHAT_FITS {
        @Override
        void run(Sparrow sc) {
            var rows = Runtime.getRuntime().maxMemory() / 10 * 7 / 10_016;
            var all = sc.range(0, rows, 1, 8).map(_ -> new byte[10_000]).collect();
            require(all.size() == rows);
        }
    },
    /// A program that holds much itself, and whose tasks make garbage.
    HOLD_IN_THE_PROGRAM {
        @Override
        void run(Sparrow sc) {
            var held = new ArrayList<byte[]>();
            for (var left = Runtime.getRuntime().maxMemory() / 10 * 7; left > 0; left -= 10_016) {
                held.add(new byte[10_000]);
            }
            require(
                    sc.range(0, 20_000_000, 1, 8).map(x -> "row" + x).filter(row -> row.endsWith("7")).count()
                            == 2_000_000);
            require(sc.range(0, 100_000, 1, 8).map(x -> "row" + x).collect().size() == 100_000);
            require(!held.isEmpty());
        }
    };

    abstract void run(Sparrow sc);

    /// Whether it must succeed.
    boolean fits() {
        return this == COLLECT_WHAT_FITS || this == HOLD_IN_THE_PROGRAM;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("The answer is wrong.");
        }
    }

    static void main(String[] arguments) {
        var program = valueOf(arguments[0]);
        var began = System.nanoTime();
        try (var sc = new Sparrow(new SparrowConf().setMaster(TestMaster.or("local[2]")).set(Keys.PROGRESS, "off"))) {
            try {
                program.run(sc);
                System.out.println("ended well");
            } catch (SparrowException e) {
                System.out.println("ended with " + e.code() + ": " + e.getMessage());
            }
            System.out.println("after " + (System.nanoTime() - began) / 1_000_000 + " ms");
            var small = sc.parallelize(List.of(1, 2, 3), 2).map(x -> x + 1).collect();
            System.out.println("then " + small);
        }
    }
}
