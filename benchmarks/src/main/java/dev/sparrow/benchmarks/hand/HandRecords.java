/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Reading;

import java.util.List;

/// RC: an array for each component that the question needs.
final class HandRecords {
    private HandRecords() {}

    static Program prepare(int count) {
        var sensors = new int[count];
        var values = new double[count];
        var weights = new double[count];
        for (var row = 0; row < count; row++) {
            var reading = Reading.of(row);
            sensors[row] = reading.sensor();
            values[row] = reading.value();
            weights[row] = reading.weight();
        }
        return () -> {
            var sums = Parts.of(count, (from, to) -> sum(sensors, values, weights, from, to));
            return () -> Answer.numbers(List.of(sums.stream().mapToDouble(Double::doubleValue).sum()));
        };
    }

    private static double sum(int[] sensors, double[] values, double[] weights, int from, int to) {
        var sum = 0.0;
        for (var row = from; row < to; row++) {
            if (Reading.isTaken(sensors[row])) {
                sum += values[row] * weights[row];
            }
        }
        return sum;
    }
}
