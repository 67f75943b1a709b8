/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.RangePartitioner;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Output;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.SaveMode;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// The measurement of what backup tasks save where one executor of ten is ten times as slow as the others, and of a
/// sort of rows of 99 bytes as a MapReduce job beside `sortByKey`. Exit code 1 says that a target was missed.
public final class MapReduceCost {
    private static final double BACKUP_LIMIT = 1.3;
    private static final double SORT_LIMIT = 1.3;
    private static final int RUNS = 3;
    private static final int EXECUTORS = 10;
    private static final int TASKS = 200;
    private static final int TASK_MILLIS = 100;
    private static final int SLOWER = 10;

    private static final int ROW_BYTES = 99;
    private static final int KEY_LENGTH = 10;
    private static final double SORTED_BYTES = 2e9;
    private static final int REDUCERS = 8;

    /// Attempts on the slow executor, which share this JVM: told by events, some milliseconds after they begin.
    private static final Set<AttemptId> SLOW = ConcurrentHashMap.newKeySet();

    private MapReduceCost() {}

    private interface Program {
        void run();
    }

    /// @param args the folder for data, the scale of the sort, and a part of the names of the rows to measure
    public static void main(String[] args) throws IOException {
        System.out.printf("%-46s %10s %10s%n", "", "value", "target");
        var met = true;
        if ("backup tasks".contains(args[2])) {
            met &= measureBackups();
        }
        if ("sort".contains(args[2])) {
            met &=
                    measureSort(
                            Path.of(args[0]).resolve("terasort"),
                            (long) (SORTED_BYTES * Double.parseDouble(args[1]) / ROW_BYTES));
        }
        System.exit(met ? 0 : 1);
    }

    private static void print(String name, String value, String target) {
        System.out.printf("%-46s %10s %10s%n", name, value, target);
    }

    private static boolean printRatio(String name, double ratio, double limit) {
        print(name, String.format(Locale.ROOT, "%.2f", ratio), "<= " + limit + (ratio <= limit ? "" : "  missed"));
        return ratio <= limit;
    }

    // ---- Backup tasks -----------------------------------------------------------------------------------------------

    private static boolean measureBackups() {
        straggle(false, false); // until all is loaded and compiled
        var calm = median(RUNS, () -> straggle(false, false));
        var without = median(RUNS, () -> straggle(true, false));
        var with = median(RUNS, () -> straggle(true, true));
        print("no slow executor, s", String.format(Locale.ROOT, "%.2f", calm), "");
        print("one slow, no backups: times that", String.format(Locale.ROOT, "%.2f", without / calm), "");
        return printRatio("one slow, backup tasks: times that", with / calm, BACKUP_LIMIT);
    }

    private static double straggle(boolean isOneSlow, boolean backups) {
        var conf =
                new SparrowConf()
                        .setMaster("local-bytes[" + EXECUTORS + "]")
                        .setAppName("backups")
                        .set(Keys.PROGRESS, "off")
                        .set("sparrow.speculation", String.valueOf(backups))
                        .set("sparrow.speculation.interval", "20")
                        .set("sparrow.speculation.multiplier", "1.5");
        try (var sc = new Sparrow(conf)) {
            SLOW.clear();
            var first = new AtomicReference<ExecutorId>();
            sc.addListener(event -> {
                if (isOneSlow && event instanceof Event.TaskStarted(var attempt, var executor)) {
                    first.compareAndSet(null, executor);
                    if (executor.equals(first.get())) {
                        SLOW.add(attempt);
                    }
                }
            });
            var began = System.nanoTime();
            MapReduce.<Position, Long, Integer, Long>of(
                            Input.range(0, TASKS, TASKS),
                            (place, n, out) -> {
                                Thread.sleep(TASK_MILLIS);
                                if (SLOW.contains(TaskContext.get().attempt())) {
                                    Thread.sleep(TASK_MILLIS * (SLOWER - 1L));
                                }
                                out.emit(0, n);
                            })
                    .reducers(1)
                    .<Integer, Long>reducing((key, values, out) -> values.forEach(value -> out.emit(key, value)))
                    .run(sc, Output.none());
            return (System.nanoTime() - began) / 1e9;
        }
    }

    // ---- A sort -----------------------------------------------------------------------------------------------------

    private static boolean measureSort(Path folder, long rows) throws IOException {
        Files.createDirectories(folder);
        var unsorted = folder.resolve("rows-" + rows).toString();
        var sorted = folder.resolve("sorted").toString();
        try (var sc = new Sparrow(new SparrowConf().setMaster("local[2]").set(Keys.PROGRESS, "off"))) {
            if (!Files.exists(Path.of(unsorted))) {
                sc.range(0, rows, 1, REDUCERS).map(MapReduceCost::row).saveAsTextFile(unsorted);
            }
            var plain = new ArrayList<Double>();
            var jobs = new ArrayList<Double>();
            for (var run = 0; run < RUNS; run++) {
                plain.add(seconds(() -> sortByKey(sc, unsorted, sorted)));
                jobs.add(seconds(() -> sortJob(sc, unsorted, sorted)));
            }
            print(
                    String.format(Locale.ROOT, "%,d rows by sortByKey, s", rows),
                    String.format(Locale.ROOT, "%.2f", middle(plain)),
                    "");
            print("as a MapReduce job, s", String.format(Locale.ROOT, "%.2f", middle(jobs)), "");
            return printRatio("MapReduce: times sortByKey", middle(jobs) / middle(plain), SORT_LIMIT);
        }
    }

    private static String row(long number) {
        var random = new SplittableRandom(number);
        var row = new StringBuilder(ROW_BYTES);
        for (var i = 0; i < KEY_LENGTH; i++) {
            row.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return row.append(String.format(Locale.ROOT, "%010d", number))
                .append("ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(3))
                .toString();
    }

    private static void sortByKey(Sparrow sc, String from, String to) {
        sc.textFile(from)
                .mapToPair(row -> Tuple2.of(row.substring(0, KEY_LENGTH), row.substring(KEY_LENGTH)))
                .sortByKey(true, REDUCERS)
                .map(pair -> pair._1() + pair._2())
                .saveAsTextFile(to, SaveMode.OVERWRITE);
    }

    private static void sortJob(Sparrow sc, String from, String to) {
        var keys = sc.textFile(from).mapToPair(row -> Tuple2.of(row.substring(0, KEY_LENGTH), 0));
        MapReduce.<Position, String, String, String>of(
                        Input.text(from),
                        (place, row, out) -> out.emit(row.substring(0, KEY_LENGTH), row.substring(KEY_LENGTH)))
                .partitioning(new RangePartitioner<>(REDUCERS, keys))
                .<String, String>reducing((key, values, out) -> values.forEach(value -> out.emit(key, value)))
                .run(sc, pairs -> pairs.map(pair -> pair._1() + pair._2()).saveAsTextFile(to, SaveMode.OVERWRITE));
    }

    private static double seconds(Program program) {
        var began = System.nanoTime();
        program.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private interface Timed {
        double run();
    }

    private static double median(int runs, Timed timed) {
        var all = new ArrayList<Double>();
        for (var run = 0; run < runs; run++) {
            all.add(timed.run());
        }
        return middle(all);
    }

    private static double middle(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
