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
import dev.sparrow.mapreduce.Reducer;
import dev.sparrow.mapreduce.Values;
import dev.sparrow.value.Tuple2;

import java.io.Serializable;

/// Joins flights with the names of their airports in reduce tasks: `bin/sparrow example MapReduceJoin [FLIGHTS
/// AIRPORTS]`.
///
/// Both sides are emitted under the airport's code, and the secondary sort puts the name before the flights: so the
/// reducer holds one name, and never a flight.
public final class MapReduceJoin {
    private static final int SHOWN = 10;

    private MapReduceJoin() {}

    /// @param side 0 for airports, which come first, 1 for flights
    record Keyed(String code, int side) implements Serializable {
        static final SerializableComparator<Keyed> BY_CODE = (left, right) -> left.code.compareTo(right.code);
        static final SerializableComparator<Keyed> AIRPORT_FIRST =
                BY_CODE.thenComparing((left, right) -> Integer.compare(left.side, right.side));
    }

    record Sides() implements Mapper<Integer, String, Keyed, String> {
        @Override
        public void map(Integer side, String line, Context<Keyed, String> context) {
            if (line.startsWith("date,") || line.startsWith("iata,")) {
                return;
            }
            var fields = Csv.fields(line);
            var isAirport = side == 0;
            context.emit(new Keyed(fields.get(isAirport ? 0 : 3), side), fields.get(1));
        }
    }

    /// The sum of the delays of each airport that has a name and flights.
    record Delays() implements Reducer<Keyed, String, String, Long> {
        @Override
        public void reduce(Keyed first, Values<Keyed, String> values, Context<String, Long> context) {
            if (first.side() != 0) {
                return;
            }
            var name = values.next();
            var minutes = 0L;
            var flights = 0;
            for (var delay : values) {
                minutes += Integer.parseInt(delay);
                flights++;
            }
            if (flights > 0) {
                context.emit(name, minutes);
            }
        }
    }

    static Job<String, Long> job(String flights, String airports) {
        Input<Integer, String> both =
                Input.of(sc ->
                        sc.textFile(airports)
                                .mapToPair(line -> Tuple2.of(0, line))
                                .union(sc.textFile(flights).mapToPair(line -> Tuple2.of(1, line))));
        return MapReduce.of(both, new Sides())
                .named("join")
                .partitioning((key, reducers) -> Math.floorMod(key.code().hashCode(), reducers))
                .sorting(Keyed.AIRPORT_FIRST)
                .grouping(Keyed.BY_CODE)
                .reducing(new Delays());
    }

    public static void main(String[] args) {
        var flights = args.length > 0 ? args[0] : SampleData.path("flights.csv");
        var airports = args.length > 1 ? args[1] : SampleData.path("airports.csv");
        try (var sc = new Sparrow(new SparrowConf().setAppName("MapReduceJoin"))) {
            var watch = Stopwatch.start();
            var table = new Table("airport", "minutes late, in all");
            var result =
                    job(flights, airports)
                            .run(
                                    sc,
                                    delays ->
                                            delays.takeOrdered(
                                                            SHOWN, (left, right) -> Long.compare(right._2(), left._2()))
                                                    .forEach(pair -> table.row(pair._1(), pair._2())));
            System.out.println(table);
            System.out.println(result.counters());
            System.out.println("joined in " + watch);
        }
    }
}
