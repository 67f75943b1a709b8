/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import dev.sparrow.benchmarks.workload.Numbers;

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

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Numbers in order.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LocalContext.ELEMENTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class SortBenchmark {
    @Benchmark
    public long sortBy(LocalContext context) {
        return context.sc().range(0, LocalContext.ELEMENTS).map(Numbers::shuffled).sortBy(x -> x).count();
    }

    @Benchmark
    public long[] arraysSort() {
        var numbers = new long[LocalContext.ELEMENTS];
        Arrays.setAll(numbers, Numbers::shuffled);
        Arrays.sort(numbers);
        return numbers;
    }
}
