/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import com.sun.management.OperatingSystemMXBean;

import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Times what tables and sorters do for keyed operators, through the public API, next to loops written by hand. Not a
/// test: run `main` with the number of records and of rounds. Medians, and the least processor time of a round, which
/// other work on the machine disturbs less.
public final class KeyedWorkloads {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int KEYS = 1_000_000;
    private static final int WORDS = 50_000;

    private final int records;
    private final int rounds;

    private KeyedWorkloads(int records, int rounds) {
        this.records = records;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        var records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        var only = arguments.length > 2 ? arguments[2] : "";
        var work = new KeyedWorkloads(records, rounds);
        try (var sc = new Sparrow("local[2]", "keyed workloads")) {
            if ("reduce".startsWith(only)) {
                work.time("reduceByKey, long keys", () -> work.reduce(sc));
            }
            if ("words".startsWith(only)) {
                work.time("reduceByKey, String keys", () -> work.words(sc));
            }
            if ("group".startsWith(only)) {
                work.time("groupByKey, long keys", () -> work.group(sc));
            }
            if ("sort".startsWith(only)) {
                work.time("sortBy, long keys", () -> work.sort(sc));
            }
            if ("hand".startsWith(only)) {
                work.time("by hand: open addressing, 2 threads", work::reduceByHand);
                work.time("by hand: Arrays.parallelSort", work::sortByHand);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private void time(String name, Callable<Object> work) throws Exception {
        Object answer = null;
        var nanos = new long[rounds];
        var cpuNanos = Long.MAX_VALUE;
        for (var round = 0; round < rounds; round++) {
            System.gc();
            var cpuStart = PROCESS.getProcessCpuTime();
            var start = System.nanoTime();
            answer = work.call();
            nanos[round] = System.nanoTime() - start;
            cpuNanos = Math.min(cpuNanos, PROCESS.getProcessCpuTime() - cpuStart);
        }
        // The first third warms up.
        var warm = Arrays.stream(nanos, rounds / 3, rounds).sorted().toArray();
        System.out.printf(
                "%-40s %8.0f ms, processors %8.0f ms   %s%n",
                name, warm[warm.length / 2] / 1e6, cpuNanos / 1e6, answer);
    }

    /// As the rig of the issue makes its numbers: below 2^31, no order.
    private static long number(long i) {
        return (i * 1_213_197_844L) % 2_147_483_647L * (i % 1_009 + 1) % 2_147_483_647L;
    }

    private Object reduce(Sparrow sc) {
        return sc.range(0, records, 1, 2)
                .mapToPair(i -> Tuple2.of(number(i) % KEYS, (i % 1_000) / 8.0))
                .reduceByKey(Double::sum, 2)
                .mapToDouble(pair -> pair._2() * (pair._1() % 1_000 + 1))
                .sum();
    }

    private Object words(Sparrow sc) {
        var words = IntStream.range(0, WORDS).mapToObj(i -> "word" + Integer.toString(i * 7_919, 36)).toList();
        var shared = words.toArray(String[]::new);
        return sc.range(0, records, 1, 2)
                .mapToPair(i -> Tuple2.of(new String(shared[(int) (number(i) % WORDS)].toCharArray()), 1L))
                .reduceByKey(Long::sum, 2)
                .mapToDouble(pair -> pair._2() * (double) pair._1().length())
                .sum();
    }

    private Object group(Sparrow sc) {
        return sc.range(0, records, 1, 2)
                .mapToPair(i -> Tuple2.of(number(i) % KEYS, i))
                .groupByKey(2)
                .mapToDouble(pair -> pair._1() + pair._2().iterator().next())
                .sum();
    }

    private Object sort(Sparrow sc) {
        return sc.range(0, records, 1, 2)
                .map(KeyedWorkloads::number)
                .sortBy(x -> x, true, 2)
                .mapPartitions(numbers -> {
                    var sum = 0L;
                    for (var position = 0L; numbers.hasNext(); position++) {
                        sum += numbers.next() * (position % 100);
                    }
                    return List.of(sum).iterator();
                })
                .reduce(Long::sum);
    }

    private static void inTwoThreads(Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var parts = new ArrayList<Callable<Object>>();
            for (var t = 0; t < 2; t++) {
                var part = t;
                parts.add(() -> {
                    work.run(part);
                    return null;
                });
            }
            for (var done : threads.invokeAll(parts)) {
                done.get();
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(int part) throws Exception;
    }

    private static final class Sums {
        private final long[] keys = new long[1 << 21];
        private final double[] sums = new double[1 << 21];

        void add(long key, double value) {
            var at = (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - 21));
            while (keys[at] != 0 && keys[at] != key + 1) {
                at = (at + 1) & (keys.length - 1);
            }
            keys[at] = key + 1;
            sums[at] += value;
        }
    }

    private Object reduceByHand() throws Exception {
        var halves = new Sums[] {new Sums(), new Sums()};
        var answers = new double[2];
        inTwoThreads(half -> {
            for (long i = (long) records * half / 2; i < (long) records * (half + 1) / 2; i++) {
                halves[half].add(number(i) % KEYS, (i % 1_000) / 8.0);
            }
        });
        inTwoThreads(part -> {
            var merged = new Sums();
            for (var half : halves) {
                for (var at = 0; at < half.keys.length; at++) {
                    if (half.keys[at] != 0 && half.keys[at] % 2 == part) {
                        merged.add(half.keys[at] - 1, half.sums[at]);
                    }
                }
            }
            var sum = 0.0;
            for (var at = 0; at < merged.keys.length; at++) {
                if (merged.keys[at] != 0) {
                    sum += merged.sums[at] * ((merged.keys[at] - 1) % 1_000 + 1);
                }
            }
            answers[part] = sum;
        });
        return answers[0] + answers[1];
    }

    private Object sortByHand() {
        var numbers = new long[records];
        for (var i = 0; i < records; i++) {
            numbers[i] = number(i);
        }
        Arrays.parallelSort(numbers);
        return numbers[records / 2];
    }
}
