/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.window.Sink;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Kind.Struct;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Loops over records with arrays: which of them get every element in the same arrays, and that nobody sees it.
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // arrays as such
class BufferReuseTest {
    private record Point(double[] x, double label) {
        double sum() {
            return Arrays.stream(x.clone()).sum();
        }
    }

    private static final Kind POINT = new Struct(Point.class, List.of(Leaf.OBJECT, Leaf.DOUBLE));
    private static final Label LABEL = new Label("step", "Test.java:1");
    private static final int ROWS = 3_000;
    private static final int SHOWN = 500;

    private final ArrowMemory memory = new ArrowMemory(1 << 20);
    private Batch points;
    private Batch arrays;

    @BeforeEach
    void fill() {
        points = batch(POINT, IntStream.range(0, ROWS).mapToObj(BufferReuseTest::point).toList());
        arrays = batch(Leaf.OBJECT, IntStream.range(0, ROWS).mapToObj(row -> point(row).x()).toList());
    }

    @AfterEach
    void close() {
        points.close();
        arrays.close();
        memory.close();
    }

    /// Of one to three coordinates.
    private static Point point(int row) {
        var x = new double[1 + row / SHOWN % 3];
        Arrays.fill(x, row);
        return new Point(x, row % 2);
    }

    private Batch batch(Kind kind, List<?> elements) {
        var builder = new BatchBuilder(kind);
        elements.forEach(element -> assertThat(builder.append(element)).isTrue());
        return builder.build(Layout.STORED, memory);
    }

    @SuppressWarnings("unchecked")
    private static <T> Step map(Function<T, ?> function) {
        return new Step.Map((Function<Object, Object>) (Function<?, ?>) function);
    }

    @SuppressWarnings("unchecked")
    private static Step filter(Function<Point, Boolean> function) {
        return new Step.Filter((Function<Object, Boolean>) (Function<?, ?>) function);
    }

    @SuppressWarnings("unchecked")
    private static <T> Function2<Object, Object, Object> function2(Function2<?, T, ?> function) {
        return (Function2<Object, Object, Object>) (Function2<?, ?, ?>) function;
    }

    private static Pipeline pipeline(Batch batch, Step... steps) {
        var calls = Arrays.stream(steps).map(step -> new Op.StepCall(step, LABEL, new DatasetId(1))).toList();
        return Pipeline.of(calls, () -> {}).over(new Pipeline.Windows(batch.kind(), true));
    }

    /// Runs the loop over all rows of the batch, some at a time.
    ///
    /// @return whether the arrays of the rows were lent: the same for all rows of equally many coordinates
    private static boolean isLent(Loop loop, Batch batch) {
        var window = new Window(batch.kind());
        var before = new Object();
        var same = 0;
        for (var from = 0; from < ROWS; from += SHOWN / 2) {
            batch.show(from, SHOWN / 2, window);
            for (var row = 0; row < window.size(); ) {
                row = loop.run(window, row, window.size());
            }
            var first = ((Object[]) window.reusedLeaf(0))[0];
            same += first == before ? 1 : 0;
            before = first;
        }
        assertThat(same).isIn(0, ROWS / SHOWN);
        return same > 0;
    }

    private static Loop fold(Pipeline pipeline, Object start, Function2<Object, Object, Object> function) {
        var loop = pipeline.fold(function, LABEL).orElseThrow();
        loop.startWith(start);
        return loop;
    }

    @Test
    void functionsThatOnlyRead_getTheSameArrays() {
        Function<Point, Double> sum = point -> point.x()[0] + point.label();
        Function2<Double, Double, Double> add = Double::sum;
        var ofRecords = fold(pipeline(points, map(sum)), 0.0, function2(add));
        assertThat(isLent(ofRecords, points)).isTrue();
        assertThat(ofRecords.result()).isEqualTo((ROWS - 1) * ROWS / 2.0 + ROWS / 2);

        Function<double[], Double> first = x -> x[0];
        var ofArrays = fold(pipeline(arrays, map(first)), 0.0, function2(add));
        assertThat(isLent(ofArrays, arrays)).isTrue();
        assertThat(ofArrays.result()).isEqualTo((ROWS - 1) * ROWS / 2.0);

        Function2<double[], Point, double[]> collect =
                (sums, point) -> {
                    sums[0] += point.x()[0];
                    return sums;
                };
        var inPlace = fold(pipeline(points, filter(point -> point.label() > 0)), new double[1], function2(collect));
        assertThat(isLent(inPlace, points)).isTrue();
        assertThat((double[]) inPlace.result()).containsExactly(ROWS / 2 * (double) (ROWS / 2));

        var counted = pipeline(points, filter(point -> point.sum() > 10)).count().orElseThrow();
        assertThat(isLent(counted, points)).isTrue();
        assertThat(counted.count()).isEqualTo(IntStream.range(0, ROWS).filter(i -> point(i).sum() > 10).count());
    }

    @Test
    void functionThatChangesItsArray_changesNoOtherRow() {
        Function<Point, Double> spoil =
                point -> {
                    var first = point.x()[0];
                    Arrays.fill(point.x(), -1);
                    return first;
                };
        var loop = fold(pipeline(points, map(spoil)), 0.0, function2((Function2<Double, Double, Double>) Double::sum));

        assertThat(isLent(loop, points)).isTrue();
        assertThat(loop.result()).isEqualTo((ROWS - 1) * ROWS / 2.0);
    }

    @Test
    void elementsThatAreKept_keepTheirArrays() {
        var kept = new ArrayList<Object>();
        VoidFunction<Object> keep = kept::add;
        var each = pipeline(points).each(keep, LABEL).orElseThrow();
        assertThat(isLent(each, points)).isFalse();
        assertThat(kept).usingRecursiveComparison().isEqualTo(points());

        kept.clear();
        var mapped = pipeline(points, map((Point point) -> point.x())).each(keep, LABEL).orElseThrow();
        assertThat(isLent(mapped, points)).isFalse();
        assertThat(kept).usingRecursiveComparison().isEqualTo(points().stream().map(Point::x).toList());

        kept.clear();
        Sink sink = kept::add;
        var sunk = pipeline(points, filter(point -> true)).into(sink).orElseThrow();
        assertThat(isLent(sunk, points)).isFalse();
        assertThat(kept).usingRecursiveComparison().isEqualTo(points());
    }

    @Test
    void firstElementOfAReduction_keepsItsArray() {
        Function2<double[], double[], double[]> smaller = (one, other) -> one[0] <= other[0] ? one : other;
        var returned = pipeline(arrays).fold(function2(smaller), LABEL).orElseThrow();
        assertThat(isLent(returned, arrays)).isFalse();
        assertThat((double[]) returned.result()).containsExactly(0);

        Function2<double[], double[], double[]> first = (one, other) -> new double[] {one[0], other[0]};
        var read = pipeline(arrays).fold(function2(first), LABEL).orElseThrow();
        assertThat(isLent(read, arrays)).isFalse();
        assertThat((double[]) read.result()).containsExactly(0, ROWS - 1);
    }

    @Test
    void rowsReadInAnotherWay_keepTheirArraysWhenALoopGoesOn() {
        var window = new Window(POINT);
        points.show(0, SHOWN / 2, window);
        var kept = (Point) window.get(0);
        points.show(SHOWN / 2, SHOWN / 2, window);
        var count = pipeline(points, filter(point -> point.x()[0] >= 0)).count().orElseThrow();
        count.run(window, 0, 1);
        var alsoKept = (Point) window.get(1);
        points.show(0, SHOWN / 2, window);
        count.run(window, 0, SHOWN / 2);

        assertThat(kept.x()).containsExactly(0);
        assertThat(alsoKept.x()).containsExactly(SHOWN / 2 + 1);
    }

    private static List<Point> points() {
        return IntStream.range(0, ROWS).mapToObj(BufferReuseTest::point).toList();
    }
}
