/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Kind.Struct;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Programs whose elements come in windows or leave in windows.
class WindowFusionTest {
    private static final Kind PAIR = new Struct(Tuple2.class, List.of(Leaf.LONG, Leaf.LONG));

    /// Elements in the order in which they came.
    private static final class Taker implements WindowSink {
        private final List<Object> elements = new ArrayList<>();
        private final List<Kind> kinds = new ArrayList<>();
        private int alone;

        @Override
        public boolean accept(Window window) {
            kinds.add(window.kind());
            for (var row = 0; row < window.size(); row++) {
                elements.add(window.get(row));
            }
            return true;
        }

        @Override
        public boolean accept(Object element) {
            alone++;
            elements.add(element);
            return true;
        }
    }

    private final ArrowMemory memory = new ArrowMemory(1 << 28);
    private final List<Batch> batches = new ArrayList<>();

    @AfterEach
    void nothingLeaks() {
        batches.forEach(Batch::close);
        assertThat(memory.allocated()).isZero();
        memory.close();
    }

    private Batch batch(Kind kind, List<?> elements) {
        var builder = new BatchBuilder(kind);
        elements.forEach(element -> assertThat(builder.append(element)).isTrue());
        var batch = builder.build(Layout.MOVED, memory);
        batches.add(batch);
        return batch;
    }

    private static List<Long> longs(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /// Batches of several kinds, of each long enough that a loop is compiled, then of fewer.
    private List<Batch> mixed(long size) {
        var strings = longs(0, size).stream().map(value -> "s" + value).toList();
        var pairs = longs(0, size).stream().map(value -> Tuple2.of(value, -value)).toList();
        return List.of(
                batch(Leaf.LONG, longs(0, size)),
                batch(Leaf.LONG, longs(size, size + 3)),
                batch(Leaf.OBJECT, strings),
                batch(PAIR, pairs),
                batch(Leaf.LONG, longs(0, 5)));
    }

    private static Plan shuffled(Compilation compilation, List<Batch> batches, Step... steps) {
        var plan = new Plan(compilation);
        plan.environment.putBatches(Plan.SHUFFLE, batches);
        var read = plan.shuffleRead(new Exchange.Rebalance(1));
        if (steps.length > 0) {
            plan.steps(read, steps);
        }
        return plan;
    }

    private static final Step SHOW =
            new Step.Map(value -> value instanceof Long number ? (Object) (number + 1) : value);

    @Test
    void everyEnd_takesWindowsWhoseKindChanges() {
        for (var size : List.of(1L, 100L, 3L * Pipeline.ELEMENTS_MIN)) {
            var rows = shuffled(Compilation.NEVER, mixed(size), SHOW);
            var expected = rows.collect();
            var count = rows.count();
            Function2<Object, Object, Object> hashes = (x, y) -> x.hashCode() * 31 + y.hashCode();
            var reduced = rows.act(new Action.Reduce(hashes));
            for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
                var plan = shuffled(compilation, mixed(size), SHOW);
                assertThat(plan.collect()).isEqualTo(expected);
                assertThat(plan.environment.counters().shuffleRecordsRead).isEqualTo(expected.size());
                assertThat(plan.count()).isEqualTo(count);
                assertThat(plan.act(new Action.Reduce(hashes))).isEqualTo(reduced);
                assertThat(plan.act(new Action.Take(150)))
                        .isEqualTo(expected.subList(0, Math.min(150, expected.size())));
                var each = Collections.synchronizedList(new ArrayList<>());
                plan.act(new Action.Foreach(each::add));
                assertThat(each).isEqualTo(expected);
                var taker = new Taker();
                assertThat(plan.elements(0).into(taker)).isTrue();
                assertThat(taker.elements).isEqualTo(expected);
            }
        }
    }

    @Test
    void withoutSteps_windowsGoThroughAsTheyAre() {
        for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
            var plan = shuffled(compilation, mixed(1500));
            var taker = new Taker();
            plan.elements(0).into(taker);
            assertThat(taker.alone).isZero();
            assertThat(taker.kinds)
                    .containsExactly(Leaf.LONG, Leaf.LONG, Leaf.LONG, Leaf.OBJECT, Leaf.OBJECT, PAIR, PAIR, Leaf.LONG);
            assertThat(taker.elements).isEqualTo(shuffled(Compilation.NEVER, mixed(1500)).collect());
            assertThat(plan.count()).isEqualTo(taker.elements.size());
        }
    }

    @Test
    void results_comeInWindowsOfTheirOwnKind() {
        for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
            var plan = new Plan(compilation);
            plan.steps(plan.range(0, 1, 100_000, 1), new Step.KeyBy(value -> (long) value % 10));
            var taker = new Taker();
            plan.elements(0).into(taker);
            assertThat(taker.elements).isEqualTo(longs(0, 100_000).stream().map(x -> Tuple2.of(x % 10, x)).toList());
            assertThat(taker.kinds).containsOnly(PAIR);
            assertThat(taker.alone).isLessThanOrEqualTo(WarmUp.KIND_ELEMENTS);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void sideOfPairs_isTakenOutOfTheirColumns_forThoseWhoAskOneByOne() {
        Function<Tuple2<Object, Object>, Object> value = Tuple2::_2;
        Step[] steps = {
            new Step.Map((Function<Object, Object>) (Function<?, ?>) value),
            new Step.MapPartitions((_, elements) -> elements, false)
        };
        var pairs = longs(0, 3000).stream().map(number -> Tuple2.of(number, -number)).toList();
        var odd = List.<Object>of(Tuple2.of("a", "b"), Tuple2.of(List.of(), 'c'));
        var expected = new ArrayList<Object>(longs(0, 3000).stream().map(number -> -number).toList());
        expected.addAll(List.of("b", 'c'));
        for (var compilation : Compilation.values()) {
            var batches = List.of(batch(PAIR, pairs), batch(Leaf.OBJECT, odd));
            assertThat(shuffled(compilation, batches, steps).collect()).isEqualTo(expected);
            var nothing = List.of(batch(PAIR, pairs), batch(Leaf.OBJECT, Collections.singletonList(null)));
            assertThatThrownBy(() -> shuffled(compilation, nothing, steps).collect())
                    .as("%s", compilation)
                    .isInstanceOf(UserFailure.class)
                    .hasMessageContaining("NullPointerException");
        }
    }

    @Test
    void rowMode_givesNoWindows() {
        var taker = new Taker();
        shuffled(Compilation.NEVER, mixed(5000), SHOW).elements(0).into(taker);
        assertThat(taker.kinds).isEmpty();
    }

    @Test
    void kindThatIsSeenLate_isFoundAllTheSame() {
        for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
            var plan = new Plan(compilation);
            plan.steps(plan.range(0, 1, 200_000, 1), new Step.Filter(value -> (long) value > 100_000));
            var taker = new Taker();
            plan.elements(0).into(taker);
            assertThat(taker.elements).isEqualTo(longs(100_001, 200_000));
            assertThat(taker.kinds).hasSizeGreaterThan(90).containsOnly(Leaf.LONG);
        }
    }

    @Test
    void surprises_widenTheKind_andEachFunctionRunsOnce() {
        for (var seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            var surprises = random.nextInt(1, 200);
            var size = random.nextInt(1, 4 * Pipeline.ELEMENTS_MIN);
            for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
                var calls = new AtomicInteger();
                Step[] steps = {
                    new Step.Map(value -> {
                        calls.incrementAndGet();
                        return (long) value % surprises == surprises - 1 ? null : value;
                    }),
                    new Step.KeyBy(value -> value == null ? "none" : value)
                };
                var plan = new Plan(compilation);
                plan.steps(plan.range(0, 1, size, 1), steps);
                var taker = new Taker();
                plan.elements(0).into(taker);
                assertThat(calls).as("seed %d", seed).hasValue(size);
                var rows = new Plan(Compilation.NEVER);
                rows.steps(rows.range(0, 1, size, 1), steps);
                assertThat(taker.elements).as("seed %d", seed).isEqualTo(rows.collect());
            }
        }
    }

    @Test
    void unionsAndCoalesces_areFusedThrough() {
        for (var compilation : Compilation.values()) {
            for (var partitions : List.of(1, 2, 5)) {
                var plan = new Plan(compilation);
                plan.environment.putBatches(Plan.SHUFFLE, mixed(20));
                var range = plan.steps(plan.range(0, 1, 15_000, 3), new Step.Map(value -> (long) value * 2));
                var list = plan.slices(List.of("a", "b"), List.of());
                var inner = plan.union(List.of(range, list), List.of(3, 2));
                var named = plan.steps(inner, new Step.Map(value -> value + "!"));
                var some = plan.add(new Op.Coalesced(named, 0, 5, 2));
                var read = plan.shuffleRead(new Exchange.Rebalance(1));
                var all = plan.union(List.of(some, read), List.of(2, 1));
                var few = plan.add(new Op.Coalesced(all, 0, 3, Math.min(3, partitions)));
                plan.steps(few, new Step.KeyBy(value -> value.toString().length()));

                var expected = new ArrayList<Object>();
                longs(0, 15_000).forEach(value -> expected.add(value * 2 + "!"));
                expected.addAll(List.of("a!", "b!"));
                expected.addAll(shuffled(Compilation.NEVER, mixed(20)).collect());
                var collected = new ArrayList<Object>();
                var taker = new Taker();
                var count = 0L;
                for (var p = 0; p < Math.min(3, partitions); p++) {
                    collected.addAll(plan.collect(p));
                    plan.elements(p).into(taker);
                    count += (long) plan.act(new Action.Count(), p);
                }
                assertThat(collected.stream().map(pair -> ((Tuple2<?, ?>) pair)._2()).toList()).isEqualTo(expected);
                assertThat(taker.elements).isEqualTo(collected);
                assertThat(count).isEqualTo(expected.size());
                assertThat(plan.act(new Action.Take(2))).isEqualTo(collected.subList(0, 2));
            }
        }
    }

    @Test
    void nestOfCoalesces_endsInRowMode() {
        var plan = new Plan(Compilation.ALWAYS);
        var op = plan.range(0, 1, 100, 4);
        for (var i = 0; i < 10_000; i++) {
            op = plan.steps(plan.add(new Op.Coalesced(op, 0, 4, 4)), SHOW);
        }
        plan.add(new Op.Coalesced(op, 0, 4, 1));
        assertThat(plan.collect()).isEqualTo(longs(10_000, 10_100));
        assertThat(plan.count()).isEqualTo(100);
    }

    @Test
    void failuresAndCancellation_endALoopOverWindows() {
        var failing =
                shuffled(
                        Compilation.ALWAYS,
                        mixed(5000),
                        new Step.Map(value -> 1 / (4_000 - (value instanceof Long x ? x : 0))));
        assertThatThrownBy(failing::count)
                .isInstanceOf(UserFailure.class)
                .hasMessage("map at Test.java:1 threw java.lang.ArithmeticException: / by zero for the element 4000");
        assertThat(failing.environment.counters().shuffleRecordsRead).isEqualTo(4096);

        var cancelled = shuffled(Compilation.ALWAYS, mixed(50_000), SHOW);
        cancelled.environment.cancelAtCheck(10);
        assertThatThrownBy(cancelled::count).isInstanceOf(TaskCancelled.class);
        assertThat(cancelled.environment.counters().shuffleRecordsRead).isBetween(5_000L, 20_000L);
    }
}
