/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.RangePartitioner;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Counter;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Mapper;
import dev.sparrow.mapreduce.Output;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.Reducer;
import dev.sparrow.mapreduce.Values;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;

/// Makes rows, sorts them and checks the order, as TeraGen, TeraSort and TeraValidate do: `bin/sparrow example TeraSort
/// [ROWS [FOLDER]]`. A row is a line of 98 characters, its key the first ten.
///
/// What is written to FOLDER stays there; without one it is a temporary folder.
public final class TeraSort {
    private static final int KEY_LENGTH = 10;
    private static final int SPLITS = 8;
    private static final long ROWS = 200_000;

    private TeraSort() {}

    /// Rows of random keys, the same in every run.
    record Generate() implements Mapper<Position, Long, String, String> {
        private static final String FILLER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(3);

        @Override
        public void map(Position place, Long number, Context<String, String> context) {
            var random = new SplittableRandom(number);
            var key = new StringBuilder(KEY_LENGTH);
            for (var i = 0; i < KEY_LENGTH; i++) {
                key.append((char) ('!' + random.nextInt('~' - '!')));
            }
            context.emit(key.toString(), String.format(Locale.ROOT, "%010d", number) + FILLER);
        }
    }

    record Keyed() implements Mapper<Position, String, String, String> {
        @Override
        public void map(Position place, String row, Context<String, String> context) {
            context.emit(row.substring(0, KEY_LENGTH), row.substring(KEY_LENGTH));
        }
    }

    record Rows() implements Reducer<String, String, String, String> {
        @Override
        public void reduce(String key, Values<String, String> rows, Context<String, String> context) {
            for (var row : rows) {
                context.emit(key, row);
            }
        }
    }

    static Job<String, String> generator(long rows) {
        return MapReduce.of(Input.range(0, rows, SPLITS), new Generate()).named("generate").mapOnly();
    }

    /// Reduce tasks get ranges of keys, of which a sample tells the bounds: so the output is sorted as a whole.
    static Job<String, String> sorter(Sparrow sc, String folder, int reducers) {
        var keys = sc.textFile(folder).mapToPair(row -> Tuple2.of(row.substring(0, KEY_LENGTH), 0));
        return MapReduce.of(Input.text(folder), new Keyed())
                .named("sort")
                .partitioning(new RangePartitioner<>(reducers, keys))
                .reducing(new Rows());
    }

    static Output<String, String> rows(String folder) {
        return pairs -> pairs.map(row -> row._1() + row._2()).saveAsTextFile(folder);
    }

    /// What is known of one split of the output.
    record Part(String first, String last, long rows) implements Serializable {}

    /// Emits the ends of its split, after it has seen all of it.
    static final class Ends implements Mapper<Position, String, Integer, Part> {
        private static final long serialVersionUID = 1;

        private String first;
        private String last;
        private long rows;

        @Override
        public void map(Position place, String row, Context<Integer, Part> context) {
            var key = row.substring(0, KEY_LENGTH);
            if (rows++ == 0) {
                first = key;
            } else if (key.compareTo(last) < 0) {
                context.count(Check.ROWS_OUT_OF_ORDER);
            }
            last = key;
        }

        @Override
        public void cleanup(Context<Integer, Part> context) {
            if (rows > 0) {
                context.emit(context.position().split(), new Part(first, last, rows));
            }
        }
    }

    /// Compares the ends of splits, which come in their order.
    static final class Borders implements Reducer<Integer, Part, Integer, Part> {
        private static final long serialVersionUID = 1;

        private String last = "";

        @Override
        public void reduce(Integer split, Values<Integer, Part> parts, Context<Integer, Part> context) {
            var part = parts.next();
            if (part.first().compareTo(last) < 0) {
                context.count(Check.ROWS_OUT_OF_ORDER);
            }
            last = part.last();
            context.count(Counter.of(Check.ROWS), part.rows());
        }
    }

    /// What the validator counts.
    enum Check {
        ROWS,
        ROWS_OUT_OF_ORDER
    }

    static Job<Integer, Part> validator(String folder) {
        return MapReduce.of(Input.text(folder), new Ends()).named("validate").reducers(1).reducing(new Borders());
    }

    public static void main(String[] args) throws IOException {
        var rows = args.length > 0 ? Long.parseLong(args[0]) : ROWS;
        var folder =
                args.length > 1 ? Files.createDirectories(Path.of(args[1])) : Files.createTempDirectory("terasort");
        var unsorted = folder.resolve("unsorted").toString();
        var sorted = folder.resolve("sorted").toString();
        try (var sc = new Sparrow(new SparrowConf().setAppName("TeraSort"))) {
            var generating = Stopwatch.start();
            generator(rows).run(sc, rows(unsorted));
            System.out.printf(Locale.ROOT, "%,d rows, made in %s%n", rows, generating);
            var sorting = Stopwatch.start();
            sorter(sc, unsorted, sc.defaultParallelism()).run(sc, rows(sorted));
            System.out.println("sorted in " + sorting);
            var checking = Stopwatch.start();
            var counters = validator(sorted).run(sc, Output.none()).counters();
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows, %,d out of order, checked in %s%n",
                    counters.get(Check.ROWS),
                    counters.get(Check.ROWS_OUT_OF_ORDER),
                    checking);
        } finally {
            if (args.length < 2) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
