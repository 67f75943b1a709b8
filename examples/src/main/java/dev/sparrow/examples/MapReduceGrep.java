/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Mapper;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.TaskCounter;

import java.util.Locale;
import java.util.regex.Pattern;

/// Finds the lines of a text that a pattern occurs in: `bin/sparrow example MapReduceGrep [PATTERN [FILE]]`. A job
/// without reduce tasks (Dean & Ghemawat 2004, section 2.3).
public final class MapReduceGrep {
    private MapReduceGrep() {}

    /// A pattern travels as its text.
    record Matching(String pattern) implements Mapper<Position, String, Position, String> {
        @Override
        public void map(Position place, String line, Context<Position, String> context) {
            if (Pattern.compile(pattern).matcher(line).find()) {
                context.emit(place, line);
            }
        }
    }

    static Job<Position, String> job(String pattern, String file) {
        return MapReduce.of(Input.text(file), new Matching(pattern)).named("grep").mapOnly();
    }

    public static void main(String[] args) {
        var pattern = args.length > 0 ? args[0] : "\\b[Pp]rism's\\b";
        var file = args.length > 1 ? args[1] : SampleData.path("opticks.txt");
        try (var sc = new Sparrow(new SparrowConf().setAppName("MapReduceGrep"))) {
            var watch = Stopwatch.start();
            var result =
                    job(pattern, file)
                            .run(sc, found -> found.values().toLocalIterator().forEachRemaining(System.out::println));
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d of %,d lines, found in %s%n",
                    result.counters().get(TaskCounter.MAP_OUTPUT_RECORDS),
                    result.counters().get(TaskCounter.MAP_INPUT_RECORDS),
                    watch);
        }
    }
}
