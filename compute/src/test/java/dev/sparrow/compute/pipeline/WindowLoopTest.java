/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Kind.Struct;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Loops from windows and into windows.
class WindowLoopTest {
    private record Point(long x, int y, double weight, String name) {}

    private static final Kind POINT = new Struct(Point.class, List.of(Leaf.LONG, Leaf.INT, Leaf.DOUBLE, Leaf.OBJECT));

    /// Elements in the order in which they came, and how.
    private static final class Taker implements WindowSink {
        private final List<Object> elements = new ArrayList<>();
        private final List<Kind> kinds = new ArrayList<>();
        private int alone;
        private int limit = Integer.MAX_VALUE;

        @Override
        public boolean accept(Window window) {
            assertThat(window.size()).isBetween(1, Window.ROWS);
            kinds.add(window.kind());
            for (var row = 0; row < window.size(); row++) {
                elements.add(window.get(row));
            }
            return elements.size() < limit;
        }

        @Override
        public boolean accept(Object element) {
            alone++;
            elements.add(element);
            return elements.size() < limit;
        }
    }

    private static Pipeline pipeline(Pipeline.Source source, Step... steps) {
        var calls =
                Arrays.stream(steps)
                        .map(step -> new Op.StepCall(step, new Label("step", "Test.java:1"), new DatasetId(1)))
                        .toList();
        return Pipeline.of(calls, () -> {}).over(source);
    }

    /// Runs the elements of an iterator into windows of the kind.
    private static Taker into(Kind kind, List<?> elements, Step... steps) {
        var taker = new Taker();
        var loop = pipeline(new Pipeline.Elements(), steps).into(taker, new Window(kind)).orElseThrow();
        assertThat(loop.run(elements.iterator(), elements.size())).isEqualTo(elements.size());
        assertThat(loop.flush()).isTrue();
        return taker;
    }

    private static Window window(Kind kind, List<?> elements) {
        var window = new Window(kind);
        for (var row = 0; row < elements.size(); row++) {
            assertThat(window.set(row, elements.get(row))).isTrue();
        }
        window.size(elements.size());
        return window;
    }

    /// From windows of the kind into windows of the kind; the same where the rows are shown by a batch in memory.
    private static List<Object> through(Kind kind, List<?> elements, Step... steps) {
        var window = window(kind, elements);
        var passed = through(new Pipeline.Windows(kind, false), window, steps);
        var builder = new BatchBuilder(kind);
        builder.append(window);
        try (var memory = new ArrowMemory(1 << 20);
                var batch = builder.build(Layout.STORED, memory)) {
            var shown = new Window(kind);
            batch.show(0, elements.size(), shown);
            assertThat(through(new Pipeline.Windows(kind, shown.isInMemory()), shown, steps)).isEqualTo(passed);
        }
        return passed;
    }

    private static List<Object> through(Pipeline.Windows source, Window window, Step... steps) {
        var taker = new Taker();
        var loop = pipeline(source, steps).into(taker, new Window(source.kind())).orElseThrow();
        assertThat(loop.run(window, 0, window.size() / 2)).isEqualTo(window.size() / 2);
        assertThat(loop.run(window, window.size() / 2, window.size())).isEqualTo(window.size());
        assertThat(loop.flush()).isTrue();
        assertThat(taker.alone).isZero();
        return taker.elements;
    }

    private static Kind pair(Kind first, Kind second) {
        return new Struct(Tuple2.class, List.of(first, second));
    }

    private static final Step SAME = new Step.Map(value -> value);
    private static final Step ALL = new Step.Filter(value -> value != Boolean.class);

    @Test
    void everyKind_isReadAndWritten_withAndWithoutBeingLookedAt() {
        everyKind(Leaf.BOOLEAN, true, false);
        everyKind(Leaf.BYTE, (byte) 1, (byte) -1);
        everyKind(Leaf.SHORT, (short) 1, Short.MIN_VALUE);
        everyKind(Leaf.CHAR, 'a', '\uffff');
        everyKind(Leaf.INT, 1, Integer.MIN_VALUE);
        everyKind(Leaf.LONG, 1L, Long.MIN_VALUE);
        everyKind(Leaf.FLOAT, 1f, Float.NaN);
        everyKind(Leaf.DOUBLE, -0.0, Double.NaN, 0.0);
        everyKind(Leaf.OBJECT, "a", null, 1L);
        everyKind(pair(Leaf.LONG, Leaf.LONG), Tuple2.of(1L, 2L), Tuple2.of(3L, 4L));
        everyKind(pair(Leaf.DOUBLE, Leaf.OBJECT), Tuple2.of(1.0, null), Tuple2.of(3.0, "x"));
        everyKind(
                pair(Leaf.OBJECT, pair(Leaf.INT, Leaf.INT)),
                Tuple2.of("a", Tuple2.of(1, 2)),
                Tuple2.of(null, Tuple2.of(3, 4)));
        everyKind(
                new Struct(Tuple3.class, List.of(Leaf.INT, Leaf.LONG, pair(Leaf.LONG, Leaf.OBJECT))),
                new Tuple3<>(1, 2L, Tuple2.of(3L, "x")));
        everyKind(POINT, new Point(1, 2, 3, "a"), new Point(4, 5, 6, null));
        everyKind(pair(POINT, Leaf.LONG), Tuple2.of(new Point(1, 2, 3, "a"), 1L));
    }

    private static void everyKind(Kind kind, Object... elements) {
        var all = new ArrayList<Object>();
        for (var i = 0; i < 10; i++) {
            Collections.addAll(all, elements);
        }
        assertThat(through(kind, all)).isEqualTo(all);
        assertThat(through(kind, all, SAME)).isEqualTo(all);
        assertThat(through(kind, all, ALL)).isEqualTo(all);
        assertThat(through(kind, all, ALL, SAME, ALL)).isEqualTo(all);
        assertThat(into(kind, all).elements).isEqualTo(all);
        assertThat(into(kind, all).alone).isZero();
    }

    @Test
    void wideRows_areReadAndWrittenToo() {
        Kind deep = Leaf.INT;
        for (var depth = 0; depth < 7; depth++) {
            deep = pair(deep, deep);
        }
        assertThat(RowReader.inLocals(deep)).isFalse();
        everyKind(deep, deepPair(7));
    }

    private static Object deepPair(int depth) {
        return depth == 0 ? (Object) 7 : Tuple2.of(deepPair(depth - 1), deepPair(depth - 1));
    }

    @Test
    void pairs_staySeparateThroughTheirSteps() {
        Step[] steps = {
            new Step.KeyBy(value -> (long) value % 3),
            new Step.MapValues(value -> (long) value * 2),
            new Step.FlatMapValues(value -> List.of(value, (Object) ((long) value + 1)).iterator()),
            new Step.Filter(pair -> (long) ((Tuple2<?, ?>) pair)._2() % 4 != 1),
            new Step.MapValues(value -> (long) value * 0.5)
        };
        var numbers = LongStream.range(0, 3000).boxed().toList();
        var expected = new ArrayList<Object>();
        for (long number : numbers) {
            expected.add(Tuple2.of(number % 3, number * 2 * 0.5));
            if ((number * 2 + 1) % 4 != 1) {
                expected.add(Tuple2.of(number % 3, (number * 2 + 1) * 0.5));
            }
        }
        var taken = into(pair(Leaf.LONG, Leaf.DOUBLE), numbers, steps);
        assertThat(taken.elements).isEqualTo(expected);
        assertThat(taken.alone).isZero();
        assertThat(taken.kinds).hasSize((expected.size() + Window.ROWS - 1) / Window.ROWS);
        assertThat(into(pair(Leaf.OBJECT, Leaf.OBJECT), numbers, steps).elements).isEqualTo(expected);
        assertThat(into(Leaf.OBJECT, numbers, steps).elements).isEqualTo(expected);
    }

    @Test
    void whatIsNoPair_failsInTheStepThatWantsOne() {
        var step = new Step.MapValues(value -> value);
        assertThatThrownBy(() -> into(Leaf.LONG, List.of(1L), step)).hasMessageContaining("works on pairs, but met");
        assertThatThrownBy(() -> through(Leaf.LONG, List.of(1L), step)).hasMessageContaining("java.lang.Long");
        assertThatThrownBy(() -> through(POINT, List.of(new Point(1, 2, 3, "")), step))
                .hasMessageContaining("an element of type dev.sparrow");
    }

    @Test
    void surprises_goToTheSinkInOrder_andEachFunctionRunsOnce() {
        var calls = new AtomicInteger();
        var surprising =
                new Step.Map(value -> {
                    calls.incrementAndGet();
                    return (int) value % 500 == 499 ? null : (int) value % 700 == 699 ? (Object) "odd" : value;
                });
        var numbers = IntStream.range(0, 5000).boxed().toList();
        var expected = new ArrayList<Object>();
        for (int number : numbers) {
            expected.add(number % 500 == 499 ? null : number % 700 == 699 ? (Object) "odd" : number);
        }
        for (var kind : List.of(Leaf.INT, Leaf.LONG, pair(Leaf.INT, Leaf.INT), Leaf.OBJECT)) {
            calls.set(0);
            var taken = into(kind, numbers, surprising);
            assertThat(taken.elements).as("%s", kind).isEqualTo(expected);
            assertThat(calls).hasValue(5000);
        }
        var pairs =
                into(
                        pair(Leaf.INT, Leaf.INT),
                        numbers,
                        surprising,
                        new Step.KeyBy(value -> value instanceof String ? "key" : (Object) 1));
        assertThat(pairs.elements).hasSize(5000);
        assertThat(pairs.alone).isEqualTo(expected.stream().filter(value -> !(value instanceof Integer)).count());
    }

    @Test
    void manySurprises_askForAWiderKind() {
        var taker = new Taker();
        var loop =
                pipeline(new Pipeline.Elements(), SAME)
                        .into(taker, new Window(pair(Leaf.LONG, Leaf.LONG)))
                        .orElseThrow();
        loop.run(Collections.nCopies(15, Tuple2.of(1L, "x")).iterator(), 15);
        assertThat(loop.wanted()).isEmpty();
        loop.run(List.of(Tuple2.of(2.0, 1L)).iterator(), 1);
        assertThat(loop.wanted()).contains(pair(Leaf.OBJECT, Leaf.OBJECT));
    }

    @Test
    void sinkThatWantsNoMore_stopsTheLoop() {
        for (var kind : List.of(Leaf.LONG, Leaf.INT)) {
            var taker = new Taker();
            taker.limit = 10;
            var loop = pipeline(new Pipeline.Range(), SAME).into(taker, new Window(kind)).orElseThrow();
            assertThat(loop.run(0, 1, 5000)).isEqualTo(kind == Leaf.LONG ? Window.ROWS : 10);
            assertThat(loop.stopped()).isTrue();
            assertThat(loop.flush()).isFalse();
        }
    }

    @Test
    @SuppressWarnings("unchecked") // as the public API does
    void otherEnds_takeWindows() {
        Function2<Double, Double, Double> sum = Double::sum;
        Function<Point, Double> weight = Point::weight;
        var source = new Pipeline.Windows(POINT, false);
        var map = new Step.Map((Function<Object, Object>) (Function<?, ?>) weight);
        var window = window(POINT, List.of(new Point(1, 2, 3, "a"), new Point(4, 5, 6, "b"), new Point(7, 8, 9, "c")));

        var fold =
                pipeline(source, map)
                        .fold(
                                (Function2<Object, Object, Object>) (Function2<?, ?, ?>) sum,
                                new Label("reduce", "Test.java:1"))
                        .orElseThrow();
        assertThat(fold.run(window, 0, 3)).as("pauses after the first, when it has a result").isEqualTo(1);
        assertThat(fold.run(window, 1, 3)).isEqualTo(3);
        assertThat(fold.result()).isEqualTo(18.0);

        var count = pipeline(source, new Step.Filter(point -> ((Point) point).y() > 2)).count().orElseThrow();
        assertThat(count.run(window, 0, 3)).isEqualTo(3);
        assertThat(count.count()).isEqualTo(2);

        var seen = new ArrayList<Object>();
        var each = pipeline(source).each(seen::add, new Label("foreach", "Test.java:1")).orElseThrow();
        each.run(window, 1, 3);
        assertThat(seen).containsExactly(new Point(4, 5, 6, "b"), new Point(7, 8, 9, "c"));
    }

    @Test
    void failures_nameTheirStep() {
        assertThatThrownBy(() -> through(Leaf.LONG, List.of(0L), new Step.Map(value -> 1 / (long) value)))
                .isInstanceOf(UserFailure.class)
                .hasMessage("step at Test.java:1 threw java.lang.ArithmeticException: / by zero for the element 0");
        assertThatThrownBy(() -> through(Leaf.LONG, List.of(0L), new Step.Filter(_ -> null)))
                .hasMessage("step at Test.java:1 returned null for 0. A predicate returns true or false.");
    }
}
