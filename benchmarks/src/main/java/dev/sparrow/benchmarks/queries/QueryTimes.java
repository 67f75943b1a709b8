/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How long Sparrow and DuckDB take for a query: medians of runs by turns, in milliseconds, after some that warm both
/// up.
record QueryTimes(double sparrow, double duckdb) {
    private static final int WARM_UPS = 4;
    private static final double WARM_MILLIS = 1_500;
    private static final int RUNS = 7;

    /// Runs a query on both.
    static QueryTimes measure(String query, QuerySide sparrow, QuerySide duckdb) throws SQLException {
        var warm = 0.0;
        for (var i = 0; i < WARM_UPS || warm < WARM_MILLIS; i++) {
            warm += millis(query, sparrow) + millis(query, duckdb);
        }
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (var i = 0; i < RUNS; i++) {
            ours.add(millis(query, sparrow));
            theirs.add(millis(query, duckdb));
        }
        return new QueryTimes(median(ours), median(theirs));
    }

    private static double millis(String query, QuerySide side) throws SQLException {
        var start = System.nanoTime();
        side.run(query);
        return (System.nanoTime() - start) / 1e6;
    }

    static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    double ratio() {
        return sparrow / duckdb;
    }
}
