/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times jobs in a JVM that has run many of them before.
final class WarmJobs {
    private static final int TASKS = 1_000;
    private static final int KEYS = 1_000;
    private static final int REDUCE_PARTITIONS = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(2);
    private static final int RUNS_MIN = 21;
    private static final int RUNS_MAX = 1_001;

    private final Sparrow sc;

    WarmJobs(Sparrow sc) {
        this.sc = sc;
    }

    List<Sample> measure() {
        var two = sc.parallelize(List.of(1, 2), 2).map(x -> x + 1);
        var thousand = sc.range(0, 10L * TASKS, 1, TASKS).map(x -> x + 1);
        var empty = sc.parallelize(List.<Integer>of(), TASKS);
        var pairs = sc.range(0, KEYS, 1, 2).mapToPair(x -> new Tuple2<>(x, 1));
        return List.of(
                sample("job-2-tasks", "a job of 2 tasks, warm", 1, two::count),
                sample("job-1000-tasks", "a job of 1,000 tasks, warm", 1, thousand::count),
                sample("empty-task", "each of 1,000 empty tasks, warm", TASKS, empty::count),
                sample(
                        "reduce-10000-partitions",
                        "1,000 keys reduced into 10,000 partitions, warm",
                        1,
                        () -> pairs.reduceByKey(Integer::sum, REDUCE_PARTITIONS).count()));
    }

    /// @param divisor by which each measurement is divided
    private static Sample sample(String name, String what, int divisor, Runnable job) {
        for (var started = System.nanoTime(); System.nanoTime() - started < WARM_UP.toNanos(); ) {
            job.run();
        }
        var nanos = new ArrayList<Double>();
        var started = System.nanoTime();
        while (nanos.size() < RUNS_MIN
                || (nanos.size() < RUNS_MAX && System.nanoTime() - started < MEASURED.toNanos())) {
            var before = System.nanoTime();
            job.run();
            nanos.add((double) (System.nanoTime() - before) / divisor);
        }
        return new Sample(name, what, nanos);
    }
}
