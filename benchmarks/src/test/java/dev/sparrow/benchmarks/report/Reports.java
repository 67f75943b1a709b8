/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import dev.sparrow.benchmarks.harness.CellResult;
import dev.sparrow.benchmarks.harness.Measurement;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Workload;
import dev.sparrow.cli.bench.Machine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reports to test with.
final class Reports {
    private Reports() {}

    static CellResult measured(double millis, Answer answer) {
        var measurement = new Measurement(2 * millis, List.of(millis, millis, millis), 0.01, 300_000_000, answer);
        return new CellResult.Measured(measurement);
    }

    static Row row(Workload workload, Map<Rival, CellResult> cells) {
        return new Row(workload, new EnumMap<>(cells));
    }

    static BenchReport of(Row... rows) {
        return new BenchReport(
                new Machine("A processor", 2, "Linux", "A JVM", "local[2]"),
                Map.of("Spark", "4"),
                new Sizes(1),
                List.of(Rival.SPARROW, Rival.SPARK, Rival.HAND),
                List.of(rows));
    }

    /// One row with a gap, one without.
    static BenchReport example() {
        var sum = Answer.exactly(5);
        return of(
                row(
                        Workload.LOG_MINING,
                        Map.of(
                                Rival.SPARROW, measured(1_234.5, sum),
                                Rival.SPARK, measured(2_469, sum),
                                Rival.HAND, new CellResult.Skipped("it would be dull"))),
                row(
                        Workload.NUMBER_PIPELINE,
                        Map.of(
                                Rival.SPARROW, measured(15, sum),
                                Rival.SPARK, measured(1_500, sum),
                                Rival.HAND, measured(1.25, sum))));
    }
}
