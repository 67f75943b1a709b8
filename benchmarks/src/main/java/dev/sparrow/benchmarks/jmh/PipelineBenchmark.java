/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// Narrow steps: what is left of a loop when its parts are functions.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LocalContext.ELEMENTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class PipelineBenchmark {
    @Benchmark
    public long mapFilterMapSum(LocalContext context) {
        return context.sc()
                .range(0, LocalContext.ELEMENTS)
                .map(x -> x * 3 + 1)
                .filter(x -> x % 7 != 0)
                .map(x -> x - x / 5)
                .reduce(Long::sum);
    }

    @Benchmark
    public long mapFilterMapSumLoop() {
        var sum = 0L;
        for (long i = 0; i < LocalContext.ELEMENTS; i++) {
            var x = i * 3 + 1;
            if (x % 7 != 0) {
                sum += x - x / 5;
            }
        }
        return sum;
    }

    /// A record that only lives between two steps.
    @Benchmark
    public long recordBetweenSteps(LocalContext context) {
        return context.sc()
                .range(0, LocalContext.ELEMENTS)
                .map(Reading::of)
                .filter(reading -> reading.value() > 100)
                .map(reading -> reading.sensor() + (long) reading.value())
                .reduce(Long::sum);
    }

    @Benchmark
    public long recordBetweenStepsLoop() {
        var sum = 0L;
        for (long i = 0; i < LocalContext.ELEMENTS; i++) {
            var reading = Reading.of(i);
            if (reading.value() > 100) {
                sum += reading.sensor() + (long) reading.value();
            }
        }
        return sum;
    }

    private record Reading(long sensor, double value) {
        static Reading of(long row) {
            return new Reading(row % 100, row % 1_000 / 4.0);
        }
    }
}
