/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.spark;

import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Reading;
import dev.sparrow.benchmarks.workload.Sizes;

import org.apache.spark.api.java.JavaSparkContext;

import java.util.List;

/// RC, over cached objects.
final class SparkRecords {
    private SparkRecords() {}

    static Program prepare(JavaSparkContext sc, int count) {
        var readings = SparkNumbers.range(sc, count, Sizes.THREADS).map(Reading::of).cache();
        readings.count();
        return () -> {
            var sum = readings.filter(Reading::isTaken).map(Reading::weighted).reduce(Double::sum);
            return () -> Answer.numbers(List.of(sum));
        };
    }
}
