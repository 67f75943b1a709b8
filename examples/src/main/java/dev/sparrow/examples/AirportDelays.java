/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.Tuple2;

import java.io.Serializable;
import java.util.Locale;

/// Joins flights with airports and finds the airports whose flights are late: `bin/sparrow example AirportDelays
/// [FLIGHTS AIRPORTS]`, two files with the columns of those in `examples/data`.
public final class AirportDelays {
    private static final int SHOWN = 10;
    private static final int FLIGHTS_MIN = 100;

    private AirportDelays() {}

    /// @param delay in minutes; negative if it was early
    /// @param distance in miles
    record Flight(int delay, int distance, String origin, String destination) {

        /// A line such as `2001/01/01 00:47,66,1750,DTW,LAS`.
        static Flight parse(String line) {
            var fields = Csv.fields(line);
            return new Flight(
                    Integer.parseInt(fields.get(1)), Integer.parseInt(fields.get(2)), fields.get(3), fields.get(4));
        }
    }

    record Airport(String code, String name, String city, String state) {

        /// A line such as `DTW,Detroit Metropolitan-Wayne County,Detroit,MI,USA,42.21205889,-83.34883583`.
        static Airport parse(String line) {
            var fields = Csv.fields(line);
            return new Airport(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
        }
    }

    /// What is known of the flights from one place.
    ///
    /// @param late flights that were more than 15 minutes late
    record Delays(long flights, long minutes, long late) implements Serializable {
        static final Delays NONE = new Delays(0, 0, 0);

        Delays with(Flight flight) {
            return new Delays(flights + 1, minutes + flight.delay(), late + (flight.delay() > 15 ? 1 : 0));
        }

        Delays plus(Delays other) {
            return new Delays(flights + other.flights, minutes + other.minutes, late + other.late);
        }

        double mean() {
            return (double) minutes / flights;
        }

        double latePercent() {
            return 100.0 * late / flights;
        }
    }

    public static void main(String[] args) {
        var flightsFile = args.length > 0 ? args[0] : SampleData.path("flights.csv");
        var airportsFile = args.length > 1 ? args[1] : SampleData.path("airports.csv");
        try (var sc = new Sparrow(new SparrowConf().setAppName("AirportDelays"))) {
            var watch = Stopwatch.start();
            var flights = flights(sc.textFile(flightsFile));
            var delays = byAirport(flights, airports(sc.textFile(airportsFile)));

            var worst =
                    delays.filter(pair -> pair._2().flights() >= FLIGHTS_MIN)
                            .takeOrdered(SHOWN, (left, right) -> Double.compare(right._2().mean(), left._2().mean()));
            var table = new Table("from", "airport", "city", "flights", "mean delay", "% late");
            worst.forEach(pair ->
                    table.row(
                            pair._1().code(),
                            pair._1().name(),
                            pair._1().city() + ", " + pair._1().state(),
                            pair._2().flights(),
                            pair._2().mean(),
                            pair._2().latePercent()));
            System.out.println("Airports with at least " + FLIGHTS_MIN + " flights\n\n" + table);

            var states = new Table("state", "flights", "mean delay", "% late");
            byState(delays)
                    .takeOrdered(SHOWN, (left, right) -> Long.compare(right._2().flights(), left._2().flights()))
                    .forEach(pair ->
                            states.row(pair._1(), pair._2().flights(), pair._2().mean(), pair._2().latePercent()));
            System.out.println("States with the most flights\n\n" + states);

            var all = flights.mapToDouble(Flight::delay).stats();
            System.out.printf(
                    Locale.ROOT,
                    "%,d flights, %.1f minutes late on average (from %.0f to %.0f), joined and counted in %s%n",
                    all.count(),
                    all.mean(),
                    all.min(),
                    all.max(),
                    watch);
        }
    }

    static Rdd<Flight> flights(Rdd<String> lines) {
        return lines.filter(line -> !line.startsWith("date,")).map(Flight::parse);
    }

    static Rdd<Airport> airports(Rdd<String> lines) {
        return lines.filter(line -> !line.startsWith("iata,")).map(Airport::parse);
    }

    /// Adds up first and joins then: one row for each airport meets the airports, not one for each flight.
    static PairRdd<Airport, Delays> byAirport(Rdd<Flight> flights, Rdd<Airport> airports) {
        return flights.keyBy(Flight::origin)
                .aggregateByKey(Delays.NONE, Delays::with, Delays::plus)
                .join(airports.keyBy(Airport::code))
                .mapToPair(pair -> new Tuple2<>(pair._2()._2(), pair._2()._1()));
    }

    static PairRdd<String, Delays> byState(PairRdd<Airport, Delays> delays) {
        return delays.mapToPair(pair -> new Tuple2<>(pair._1().state(), pair._2())).reduceByKey(Delays::plus);
    }
}
