/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.storage.serialization.RunEncoder;
import dev.sparrow.value.Tuple2;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Elements as bytes and back.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CodecBenchmark.ELEMENTS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class CodecBenchmark {
    static final int ELEMENTS = 100_000;

    /// What the elements are.
    public enum Kind {
        PAIR,
        STRING;

        Object element(long row) {
            return switch (this) {
                case PAIR -> new Tuple2<>(Numbers.shuffled(row), Numbers.value(row));
                case STRING -> "word" + Numbers.shuffled(row);
            };
        }
    }

    @Param private Kind kind;

    private List<Object> elements;
    private byte[] encoded;

    @Setup(Level.Trial)
    public void makeElements() {
        elements = LongStream.range(0, ELEMENTS).mapToObj(kind::element).toList();
        encoded = encode().toByteArray();
    }

    @Benchmark
    public RunEncoder encode() {
        var run = ElementCodec.newRun();
        elements.forEach(run::write);
        return run;
    }

    @Benchmark
    public void decode(Blackhole hole) {
        ElementCodec.decode(encoded, ELEMENTS).forEachRemaining(hole::consume);
    }
}
