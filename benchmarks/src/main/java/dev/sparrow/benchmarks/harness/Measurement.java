/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Answer;

import java.util.List;

/// The figures of one cell.
///
/// @param firstMillis of the very first run, which is not among the others
/// @param millis of each measured run, ascending
/// @param otherCores how many cores other processes kept busy meanwhile, on average; not a number if the system does
///   not tell
/// @param peakBytes of memory that the process had, as the system counts it; 0 if it does not tell
public record Measurement(double firstMillis, List<Double> millis, double otherCores, long peakBytes, Answer answer) {
    public Measurement {
        millis = millis.stream().sorted().toList();
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("A cell needs at least one measured run.");
        }
    }

    public double median() {
        var middle = millis.size() / 2;
        return millis.size() % 2 == 1 ? millis.get(middle) : (millis.get(middle - 1) + millis.get(middle)) / 2;
    }

    public double least() {
        return millis.getFirst();
    }

    public double greatest() {
        return millis.getLast();
    }
}
