/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.value.Tuple2;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.HashMap;
import java.util.concurrent.TimeUnit;

/// One sum for each key: the table and what is around it.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LocalContext.ELEMENTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ReduceByKeyBenchmark {
    @Param({"1000", "100000"})
    private int keys;

    @Benchmark
    public long reduceByKey(LocalContext context) {
        // In a variable, or the task would have to carry this object.
        var keyCount = keys;
        return context.sc()
                .range(0, LocalContext.ELEMENTS)
                .mapToPair(row -> new Tuple2<>(Numbers.key(row, keyCount), Numbers.value(row)))
                .reduceByKey(Double::sum)
                .count();
    }

    @Benchmark
    public int hashMap() {
        var sums = new HashMap<Long, Double>();
        for (long row = 0; row < LocalContext.ELEMENTS; row++) {
            sums.merge(Numbers.key(row, keys), Numbers.value(row), Double::sum);
        }
        return sums.size();
    }
}
