/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.mapreduce.Context;
import dev.sparrow.mapreduce.Input;
import dev.sparrow.mapreduce.Job;
import dev.sparrow.mapreduce.MapReduce;
import dev.sparrow.mapreduce.Mapper;
import dev.sparrow.mapreduce.Position;
import dev.sparrow.mapreduce.Reducer;
import dev.sparrow.mapreduce.Values;

import java.io.Serializable;

/// Finds the longest flights of each airport by a secondary sort: `bin/sparrow example SecondarySort [FLIGHTS]`.
///
/// The distance is part of the key, so the engine sorts by it; the reducer is called by airport, and reads no more
/// flights than it wants.
public final class SecondarySort {
    private static final int LONGEST = 3;
    private static final int SHOWN = 12;

    private SecondarySort() {}

    record Leg(String origin, int distance) implements Serializable {
        static final SerializableComparator<Leg> BY_ORIGIN = (left, right) -> left.origin.compareTo(right.origin);
        static final SerializableComparator<Leg> LONGEST_FIRST =
                BY_ORIGIN.thenComparing((left, right) -> Integer.compare(right.distance, left.distance));
    }

    record Legs() implements Mapper<Position, String, Leg, String> {
        @Override
        public void map(Position place, String line, Context<Leg, String> context) {
            if (line.startsWith("date,")) {
                return;
            }
            var fields = Csv.fields(line);
            context.emit(new Leg(fields.get(3), Integer.parseInt(fields.get(2))), fields.get(4));
        }
    }

    record Longest() implements Reducer<Leg, String, String, String> {
        @Override
        public void reduce(Leg first, Values<Leg, String> destinations, Context<String, String> context) {
            var seen = 0;
            var last = "";
            while (destinations.hasNext() && seen < LONGEST) {
                var destination = destinations.next();
                if (!destination.equals(last)) {
                    context.emit(first.origin(), destination + " " + destinations.key().distance());
                    last = destination;
                    seen++;
                }
            }
        }
    }

    static Job<String, String> job(String file) {
        return MapReduce.of(Input.text(file), new Legs())
                .named("secondary sort")
                .partitioning((leg, reducers) -> Math.floorMod(leg.origin().hashCode(), reducers))
                .sorting(Leg.LONGEST_FIRST)
                .grouping(Leg.BY_ORIGIN)
                .reducing(new Longest());
    }

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("flights.csv");
        try (var sc = new Sparrow(new SparrowConf().setAppName("SecondarySort"))) {
            var watch = Stopwatch.start();
            var table = new Table("from", "to, and miles");
            var result =
                    job(file)
                            .run(
                                    sc,
                                    longest ->
                                            longest.sortByKey()
                                                    .take(SHOWN)
                                                    .forEach(pair -> table.row(pair._1(), pair._2())));
            System.out.println(table);
            System.out.println(result.counters());
            System.out.println("sorted in " + watch);
        }
    }
}
