/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Sparrow;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Reading;

import java.util.List;

/// RC: a few narrow steps over cached records.
final class RecordPipeline {
    private RecordPipeline() {}

    static Program prepare(Sparrow sc, int count) {
        var readings = sc.range(0, count).map(row -> Reading.of(row)).cache();
        readings.count();
        return () -> {
            var sum =
                    readings.filter(reading -> reading.isTaken())
                            .map(reading -> reading.weighted())
                            .reduce(Double::sum);
            return () -> Answer.numbers(List.of(sum));
        };
    }
}
