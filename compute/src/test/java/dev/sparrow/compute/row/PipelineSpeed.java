/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static dev.sparrow.compute.row.MeasuredSteps.filter;
import static dev.sparrow.compute.row.MeasuredSteps.map;
import static dev.sparrow.compute.row.MeasuredSteps.reduce;

import com.sun.management.ThreadMXBean;

import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Window;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Compares pipelines with hand-written loops, in one JVM in which many other pipelines ran before. Prints medians and
/// their ratio. Not a test: run `main`; the argument is the number of elements, 50,000,000 if there is none.
final class PipelineSpeed {
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long size;

    private PipelineSpeed(long size) {
        this.size = size;
    }

    public static void main(String[] args) {
        var wished = args.length == 0 ? 50_000_000 : Long.parseLong(args[0]);
        // The loops by hand go by whole windows.
        var speed = new PipelineSpeed(wished / Window.ROWS * Window.ROWS);
        var numbers = new MeasuredNumbers(speed.size);
        var records = new MeasuredRecords(speed.size);
        pollute();
        System.out.printf(
                "%-40s %10s %10s %8s %10s %10s %8s%n",
                "pipeline", "hand ms", "loop ms", "ratio", "rows ms", "first ms", "B/elem");
        speed.compare("map filter map reduce", numbers::sumByHand, numbers::sum);
        speed.compare("map filter map reduce, captured values", numbers::sumCapturedByHand, numbers::sumCaptured);
        speed.compare("map filter mapToDouble fold", numbers::doubleByHand, numbers::doubleSum);
        speed.compare("map filter count", numbers::countByHand, numbers::count);
        speed.compare("keyBy mapValues map reduce", numbers::pairsByHand, numbers::pairs);
        speed.compare("map to pair, mapValues, map, reduce", numbers::pairsByHand, numbers::mappedPairs);
        speed.compare("keyBy mapValues into windows", numbers::pairWindowsByHand, numbers::pairWindows);
        speed.compare("records filter map reduce", records::recordsByHand, records::records);
        speed.compare("records filter map into windows", records::recordWindowsByHand, records::recordWindows);
        speed.compare("fold into 1,024 states", records::statesByHand, records::states);
    }

    /// Other pipelines through the same code, so that what they share is as polluted as in a real program.
    private static void pollute() {
        var strings = new Step[] {map((Long value) -> "x" + value), filter((String text) -> text.length() % 2 == 0)};
        for (var compilation : List.of(Compilation.ALWAYS, Compilation.NEVER)) {
            new MeasuredNumbers(1_000_000).run(compilation, new Action.Count(), strings);
            new MeasuredNumbers(1_000_000).run(compilation, reduce(Math::max), map((Long value) -> value + 1));
            new MeasuredNumbers(1_000_000).run(compilation, reduce(Math::min), map((Long value) -> -value));
            new MeasuredNumbers(1_000_000)
                    .run(compilation, new Action.Take(900_000), map((Long value) -> value * 0.1f));
        }
    }

    private void compare(
            String name, Supplier<Object> hand, java.util.function.Function<Compilation, Object> pipeline) {
        var byHand = new long[ROUNDS];
        var compiled = new long[ROUNDS];
        var allocated = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            var started = cpuNanos();
            var expected = hand.get();
            var between = cpuNanos();
            var before = THREADS.getCurrentThreadAllocatedBytes();
            var actual = pipeline.apply(Compilation.AUTO);
            compiled[round] = cpuNanos() - between;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            byHand[round] = between - started;
            if (!expected.equals(actual)) {
                throw new AssertionError(name + ": " + actual + " in place of " + expected);
            }
        }
        var started = cpuNanos();
        var _ = pipeline.apply(Compilation.NEVER);
        var rows = cpuNanos() - started;
        System.out.printf(
                "%-40s %10.1f %10.1f %8.2f %10.1f %10.1f %8.2f%n",
                name,
                median(byHand) / 1e6,
                median(compiled) / 1e6,
                (double) median(compiled) / median(byHand),
                rows / 1e6,
                compiled[0] / 1e6,
                (double) allocated / size);
    }

    /// Of this thread, so that other programs on the machine do not matter.
    private static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static long median(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
