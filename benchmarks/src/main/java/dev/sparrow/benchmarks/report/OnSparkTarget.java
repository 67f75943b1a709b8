/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.Rival;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A ratio that is expected of Sparrow's programs as tasks of Spark's: no more than twice the time of the same on one
/// machine, so much faster than Spark's own RDDs, and not behind its DataFrames.
///
/// @param what is compared
/// @param limit the most if `isMost`, else the least
record OnSparkTarget(String row, String what, double ratio, double limit, boolean isMost) {
    private static final double OF_SPARROW_MAX = 2;
    private static final double OF_DATAFRAMES_MIN = 1;
    private static final Map<String, Double> OF_SPARK_MIN = Map.of("R1", 1.3, "R7", 8.0, "R8", 8.0, "R9", 8.0);

    /// Those of the rows that have targets, as far as both sides were measured.
    static List<OnSparkTarget> of(BenchReport report) {
        var targets = new ArrayList<OnSparkTarget>();
        for (var row : report.rows()) {
            var id = row.workload().id();
            if (OF_SPARK_MIN.containsKey(id)) {
                row.ratio(Rival.ON_SPARK, Rival.SPARROW)
                        .ifPresent(ratio ->
                                targets.add(new OnSparkTarget(id, "on-spark/sparrow", ratio, OF_SPARROW_MAX, true)));
                least(row, Rival.SPARK, OF_SPARK_MIN.get(id), targets);
                least(row, Rival.DATAFRAMES, OF_DATAFRAMES_MIN, targets);
            }
        }
        return targets;
    }

    private static void least(Row row, Rival peer, double limit, List<OnSparkTarget> targets) {
        row.ratio(peer, Rival.ON_SPARK)
                .ifPresent(ratio ->
                        targets.add(
                                new OnSparkTarget(row.workload().id(), peer.id() + "/on-spark", ratio, limit, false)));
    }

    boolean isMet() {
        return isMost ? ratio <= limit : ratio >= limit;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-3s %-19s %6.2f  (at %s %.1f)  %s",
                row,
                what,
                ratio,
                isMost ? "most" : "least",
                limit,
                isMet() ? "met" : "MISSED");
    }
}
