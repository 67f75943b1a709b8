/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import dev.sparrow.benchmarks.workload.Numbers;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.ShuffleWriter;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Pairs of a long and a double to their partitions and back: the blocks of one map task, written and read.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ShuffleBenchmark.ROWS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ShuffleBenchmark {
    static final int ROWS = 1_000_000;

    private static final ShuffleId SHUFFLE = new ShuffleId(0);
    private static final AttemptId ATTEMPT = new AttemptId(new StageId(0), 0, 0);

    @Param({"2", "16", "500"})
    private int partitions;

    private long[] keys;
    private double[] values;
    private Window window;
    private int[] targets;
    private BlockStore store;

    @Setup(Level.Trial)
    public void makeRows() {
        keys = new long[ROWS];
        values = new double[ROWS];
        for (var row = 0; row < ROWS; row++) {
            keys[row] = Numbers.shuffled(row);
            values[row] = Numbers.value(row);
        }
        window = new Window(Kind.of(Tuple2.of(0L, 0.0)));
        targets = new int[Window.ROWS];
        store = new BlockStore(Long.MAX_VALUE, Path.of(System.getProperty("java.io.tmpdir")));
    }

    @TearDown(Level.Trial)
    public void closeStore() {
        store.close();
    }

    @Benchmark
    public double windows() {
        MapOutput output;
        try (var writer = store.open(SHUFFLE, 0, ATTEMPT, partitions)) {
            for (var from = 0; from < ROWS; from += Window.ROWS) {
                fill(from, Math.min(Window.ROWS, ROWS - from));
                writer.write(window, targets);
            }
            output = writer.commit();
        }
        var sum = 0.0;
        for (var partition = 0; partition < partitions; partition++) {
            sum += sum(output, partition);
        }
        store.drop(output);
        return sum;
    }

    private void fill(int from, int count) {
        System.arraycopy(keys, from, window.longs(0), 0, count);
        System.arraycopy(values, from, window.doubles(1), 0, count);
        for (var i = 0; i < count; i++) {
            targets[i] = (int) (keys[from + i] % partitions);
        }
        window.size(count);
    }

    private double sum(MapOutput output, int partition) {
        var sum = 0.0;
        try (var reader = store.read(SHUFFLE, List.of(output), partition)) {
            while (reader.hasNext()) {
                var batch = reader.next();
                for (var from = 0; from < batch.rows(); from += Window.ROWS) {
                    batch.read(from, Math.min(Window.ROWS, batch.rows() - from), window);
                    for (var row = 0; row < window.size(); row++) {
                        sum += window.longs(0)[row] * window.doubles(1)[row];
                    }
                }
            }
        }
        return sum;
    }

    @Benchmark
    public double elements() {
        MapOutput output;
        try (var writer = store.open(SHUFFLE, 0, ATTEMPT, partitions)) {
            writeElements(writer);
            output = writer.commit();
        }
        var sum = 0.0;
        for (var partition = 0; partition < partitions; partition++) {
            try (var reader = store.read(SHUFFLE, List.of(output), partition)) {
                for (var elements = Batch.elements(reader); elements.hasNext(); ) {
                    var pair = (Tuple2<?, ?>) elements.next();
                    sum += (Long) pair._1() * (Double) pair._2();
                }
            }
        }
        store.drop(output);
        return sum;
    }

    private void writeElements(ShuffleWriter writer) {
        for (var row = 0; row < ROWS; row++) {
            writer.write((int) (keys[row] % partitions), Tuple2.of(keys[row], values[row]));
        }
    }

    /// Arrays that double when they are full, as somebody would write it who knows that no value is ever of another
    /// class, that there is memory for all of them, and that nobody else reads them.
    @Benchmark
    public double growingArrays() {
        var longs = new long[partitions][16];
        var doubles = new double[partitions][16];
        var sizes = new int[partitions];
        for (var row = 0; row < ROWS; row++) {
            var partition = (int) (keys[row] % partitions);
            var at = sizes[partition]++;
            if (at == longs[partition].length) {
                longs[partition] = Arrays.copyOf(longs[partition], at * 2);
                doubles[partition] = Arrays.copyOf(doubles[partition], at * 2);
            }
            longs[partition][at] = keys[row];
            doubles[partition][at] = values[row];
        }
        var sum = 0.0;
        for (var partition = 0; partition < partitions; partition++) {
            for (var i = 0; i < sizes[partition]; i++) {
                sum += longs[partition][i] * doubles[partition][i];
            }
        }
        return sum;
    }
}
