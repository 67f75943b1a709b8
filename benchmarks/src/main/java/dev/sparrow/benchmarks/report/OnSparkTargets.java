/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.Rival;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is expected of Sparrow's programs as tasks of Spark's, row by row: no more than twice the time of the same on
/// one machine, and so much faster than Spark's own RDDs.
final class OnSparkTargets {
    private static final double OF_SPARROW_MAX = 2;
    private static final Map<String, Double> OF_SPARK_MIN = Map.of("R1", 1.3, "R7", 8.0, "R8", 8.0, "R9", 8.0);

    private OnSparkTargets() {}

    /// One line for each row that has a target and was measured.
    static List<String> of(BenchReport report) {
        return report.rows().stream().map(OnSparkTargets::line).flatMap(Optional::stream).toList();
    }

    private static Optional<String> line(Row row) {
        var target = OF_SPARK_MIN.get(row.workload().id());
        var ofSparrow = row.ratio(Rival.ON_SPARK, Rival.SPARROW);
        if (target == null || ofSparrow.isEmpty()) {
            return Optional.empty();
        }
        var text =
                String.format(
                        Locale.ROOT,
                        "%-3s on-spark takes %.2f x the time of sparrow (at most %.1f: %s)",
                        row.workload().id(),
                        ofSparrow.get(),
                        OF_SPARROW_MAX,
                        met(ofSparrow.get() <= OF_SPARROW_MAX));
        return Optional.of(
                row.ratio(Rival.SPARK, Rival.ON_SPARK)
                        .map(ratio ->
                                text
                                        + String.format(
                                                Locale.ROOT,
                                                ", spark %.1f x its (at least %.1f: %s)",
                                                ratio,
                                                target,
                                                met(ratio >= target)))
                        .orElse(text));
    }

    private static String met(boolean isMet) {
        return isMet ? "met" : "missed";
    }
}
