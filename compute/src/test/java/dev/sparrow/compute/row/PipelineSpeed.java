/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import com.sun.management.ThreadMXBean;

import dev.sparrow.config.Compilation;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

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
        var speed = new PipelineSpeed(args.length == 0 ? 50_000_000 : Long.parseLong(args[0]));
        speed.pollute();
        System.out.printf(
                "%-40s %10s %10s %8s %10s %10s %8s%n",
                "pipeline", "hand ms", "loop ms", "ratio", "rows ms", "first ms", "B/elem");
        speed.compare("map filter map reduce", speed::sumByHand, speed::sum);
        speed.compare("map filter map reduce, captured values", speed::sumCapturedByHand, speed::sumCaptured);
        speed.compare("map filter mapToDouble fold", speed::doubleByHand, speed::doubleSum);
        speed.compare("map filter count", speed::countByHand, speed::count);
        speed.compare("keyBy mapValues map reduce", speed::pairsByHand, speed::pairs);
    }

    // ---- what is compared ----

    static long times3(long value) {
        return value * 3 + 1;
    }

    static boolean notBy7(long value) {
        return value % 7 != 0;
    }

    static long lessFifth(long value) {
        return value - value / 5;
    }

    private Object sumByHand() {
        var sum = 0L;
        for (var i = 0L; i < size; i++) {
            var value = times3(i);
            if (notBy7(value)) {
                sum += lessFifth(value);
            }
        }
        return List.of(sum);
    }

    private Object sum(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)),
                map((Long value) -> lessFifth(value)));
    }

    private Object sumCapturedByHand() {
        var three = Long.parseLong("3");
        var seven = Long.parseLong("7");
        var sum = 0L;
        for (var i = 0L; i < size; i++) {
            var value = i * three + 1;
            if (value % seven != 0) {
                sum += lessFifth(value);
            }
        }
        return List.of(sum);
    }

    private Object sumCaptured(Compilation compilation) {
        var three = Long.parseLong("3");
        var seven = Long.parseLong("7");
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> value * three + 1),
                filter((Long value) -> value % seven != 0),
                map((Long value) -> lessFifth(value)));
    }

    private Object doubleByHand() {
        var sum = 0.0;
        for (var i = 0L; i < size; i++) {
            var value = times3(i);
            if (notBy7(value)) {
                sum += value * 0.5;
            }
        }
        return sum;
    }

    private Object doubleSum(Compilation compilation) {
        Function2<Double, Double, Double> plus = Double::sum;
        return run(
                compilation,
                new Action.Fold(0.0, erased(plus)),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)),
                toDouble((Long value) -> value * 0.5));
    }

    private Object countByHand() {
        var count = 0L;
        for (var i = 0L; i < size; i++) {
            if (notBy7(times3(i))) {
                count++;
            }
        }
        return count;
    }

    private Object count(Compilation compilation) {
        return run(
                compilation,
                new Action.Count(),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)));
    }

    private Object pairsByHand() {
        var sum = 0L;
        for (var i = 0L; i < size; i++) {
            sum += (i & 1023) + times3(i);
        }
        return List.of(sum);
    }

    private Object pairs(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                keyBy((Long value) -> value & 1023),
                mapValues((Long value) -> times3(value)),
                map((Tuple2<Long, Long> pair) -> pair._1() + pair._2()));
    }

    // ---- how ----

    /// Other pipelines through the same code, so that what they share is as polluted as in a real program.
    private void pollute() {
        var strings = new Step[] {map((Long value) -> "x" + value), filter((String text) -> text.length() % 2 == 0)};
        for (var compilation : List.of(Compilation.ALWAYS, Compilation.NEVER)) {
            new PipelineSpeed(1_000_000).run(compilation, new Action.Count(), strings);
            new PipelineSpeed(1_000_000).run(compilation, reduce(Math::max), map((Long value) -> value + 1));
            new PipelineSpeed(1_000_000).run(compilation, reduce(Math::min), map((Long value) -> -value));
            new PipelineSpeed(1_000_000).run(compilation, new Action.Take(900_000), map((Long value) -> value * 0.1f));
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

    private Object run(Compilation compilation, Action action, Step... steps) {
        var plan = new Plan(compilation);
        plan.steps(plan.range(0, 1, size, 1), steps);
        return plan.act(action);
    }

    private static <T, R> Step map(Function<T, R> function) {
        return new Step.Map(erased(function));
    }

    private static <T> Step filter(Function<T, Boolean> predicate) {
        return new Step.Filter(erased(predicate));
    }

    private static <T, K> Step keyBy(Function<T, K> function) {
        return new Step.KeyBy(erased(function));
    }

    private static <T, R> Step mapValues(Function<T, R> function) {
        return new Step.MapValues(erased(function));
    }

    @SuppressWarnings("unchecked") // as the public API does
    private static <T> Step toDouble(DoubleFunction<T> function) {
        return new Step.MapToDouble((DoubleFunction<Object>) function);
    }

    private static Action reduce(Function2<Long, Long, Long> function) {
        return new Action.Reduce(erased(function));
    }

    @SuppressWarnings("unchecked") // as the public API does
    private static <R> Function<Object, R> erased(Function<?, ?> function) {
        return (Function<Object, R>) function;
    }

    @SuppressWarnings("unchecked") // as the public API does
    private static Function2<Object, Object, Object> erased(Function2<?, ?, ?> function) {
        return (Function2<Object, Object, Object>) function;
    }
}
