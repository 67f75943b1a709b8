/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import com.sun.management.ThreadMXBean;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.pipeline.WindowSink;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Window;
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
        speed.compare("map to pair, mapValues, map, reduce", speed::pairsByHand, speed::mappedPairs);
        speed.compare("keyBy mapValues into windows", speed::pairWindowsByHand, speed::pairWindows);
        speed.compare("records filter map reduce", speed::recordsByHand, speed::records);
        speed.compare("records filter map into windows", speed::recordWindowsByHand, speed::recordWindows);
        speed.compare("fold into 1,024 states", speed::statesByHand, speed::states);
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

    private Object mappedPairs(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> Tuple2.of(value & 1023, value)),
                mapValues((Long value) -> times3(value)),
                map((Tuple2<Long, Long> pair) -> pair._1() + pair._2()));
    }

    private Object pairWindowsByHand() {
        var keys = new long[Window.ROWS];
        var values = new long[Window.ROWS];
        var sum = 0L;
        for (var window = 0L; window < size; window += Window.ROWS) {
            for (var row = 0; row < Window.ROWS; row++) {
                keys[row] = (window + row) & 1023;
                values[row] = times3(window + row);
            }
            sum += sum(keys, Window.ROWS) + sum(values, Window.ROWS);
        }
        return sum;
    }

    private static long sum(long[] values, int size) {
        var sum = 0L;
        for (var i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }

    private Object pairWindows(Compilation compilation) {
        var plan = new Plan(compilation);
        plan.steps(
                plan.range(0, 1, size, 1),
                keyBy((Long value) -> value & 1023),
                mapValues((Long value) -> times3(value)));
        var sum = new LongSum();
        plan.elements(0).into(sum);
        return sum.sum;
    }

    /// Of windows of longs and of pairs of longs.
    private static final class LongSum implements WindowSink {
        private long sum;

        @Override
        public boolean accept(Window window) {
            sum += PipelineSpeed.sum(window.longs(0), window.size());
            if (window.kind() instanceof Kind.Struct) {
                sum += PipelineSpeed.sum(window.longs(1), window.size());
            }
            return true;
        }

        @Override
        public boolean accept(Object element) {
            sum +=
                    element instanceof Tuple2<?, ?>(var first, var second)
                            ? (long) first + (long) second
                            : (long) element;
            return true;
        }
    }

    /// Of a cached dataset, as large as some machine's second cache.
    private record Trade(long at, double price, int units, long customer) {}

    private static final Kind TRADE =
            new Kind.Struct(Trade.class, List.of(Leaf.LONG, Leaf.DOUBLE, Leaf.INT, Leaf.LONG));

    private final Window trades = trades();

    private static Window trades() {
        var window = new Window(TRADE);
        for (var row = 0; row < Window.ROWS; row++) {
            window.set(row, new Trade(row, row * 0.25, row % 13, row % 100));
        }
        window.size(Window.ROWS);
        return window;
    }

    private Object recordsByHand() {
        var units = trades.ints(2);
        var customers = trades.longs(3);
        var sum = 0L;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                if (units[row] > 3) {
                    sum += customers[row] * units[row];
                }
            }
        }
        return sum;
    }

    private Object recordWindowsByHand() {
        var units = trades.ints(2);
        var customers = trades.longs(3);
        var out = new long[Window.ROWS];
        var filled = 0;
        var sum = 0L;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                if (units[row] > 3) {
                    out[filled++] = customers[row] * units[row];
                    if (filled == Window.ROWS) {
                        sum += sum(out, filled);
                        filled = 0;
                    }
                }
            }
        }
        return sum + sum(out, filled);
    }

    private LoopSource.OfWindows tradeWindows() {
        return new LoopSource.OfWindows(
                new WindowSource() {
                    private long left = size / Window.ROWS;

                    @Override
                    public Window next() {
                        return left-- > 0 ? trades : null;
                    }
                });
    }

    private Elements tradeValues(Compilation compilation) {
        var plan = new Plan(compilation);
        var steps =
                List.of(
                        filter((Trade trade) -> trade.units() > 3),
                        map((Trade trade) -> trade.customer() * trade.units()));
        var calls = steps.stream().map(step -> new Op.StepCall(step, Plan.label("step"), Plan.SURVEYED)).toList();
        var head = compilation == Compilation.NEVER ? new Head(Long.MAX_VALUE, 1) : new Head(1, 1);
        return new FusedElements(new Evaluation(List.of(), plan.environment), tradeWindows(), calls, head);
    }

    private Object records(Compilation compilation) {
        Function2<Long, Long, Long> plus = Long::sum;
        return tradeValues(compilation).fold(Elements.Folded.of(0L), erased(plus), Plan.label("fold")).value();
    }

    private Object recordWindows(Compilation compilation) {
        var sum = new LongSum();
        tradeValues(compilation).into(sum);
        return sum.sum;
    }

    private Object statesByHand() {
        var slots = slots();
        var values = new long[Window.ROWS];
        var states = new long[Window.ROWS];
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                states[slots[row]] += values[row] + 3;
            }
        }
        return Arrays.stream(states).sum();
    }

    private static int[] slots() {
        var slots = new int[Window.ROWS];
        for (var row = 0; row < slots.length; row++) {
            slots[row] = row * 7 % Window.ROWS;
        }
        return slots;
    }

    private Object states(Compilation compilation) {
        var slots = slots();
        var values = Window.over(Leaf.LONG, List.of(new long[Window.ROWS]), Window.ROWS);
        var states = new long[2 * Window.ROWS];
        Function2<Long, Long, Long> plus = (x, y) -> x + y + 3;
        var fold =
                SlotFold.of(new SlotFold.Start.Value(), erased(plus), Plan.label("fold"), Leaf.LONG, Leaf.LONG)
                        .orElseThrow();
        fold.size = Window.ROWS;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            fold.fold(slots, values, 0, Window.ROWS, states);
        }
        return Arrays.stream(states).sum();
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
