/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static dev.sparrow.compute.row.MeasuredSteps.erased;
import static dev.sparrow.compute.row.MeasuredSteps.filter;
import static dev.sparrow.compute.row.MeasuredSteps.keyBy;
import static dev.sparrow.compute.row.MeasuredSteps.map;
import static dev.sparrow.compute.row.MeasuredSteps.mapValues;
import static dev.sparrow.compute.row.MeasuredSteps.reduce;
import static dev.sparrow.compute.row.MeasuredSteps.toDouble;

import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// Pipelines over a range of numbers, and the loops that one would write in their place.
final class MeasuredNumbers {
    private final long size;

    MeasuredNumbers(long size) {
        this.size = size;
    }

    static long times3(long value) {
        return value * 3 + 1;
    }

    static boolean notBy7(long value) {
        return value % 7 != 0;
    }

    static long lessFifth(long value) {
        return value - value / 5;
    }

    Object sumByHand() {
        var sum = 0L;
        for (var i = 0L; i < size; i++) {
            var value = times3(i);
            if (notBy7(value)) {
                sum += lessFifth(value);
            }
        }
        return List.of(sum);
    }

    Object sum(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)),
                map((Long value) -> lessFifth(value)));
    }

    Object sumCapturedByHand() {
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

    Object sumCaptured(Compilation compilation) {
        var three = Long.parseLong("3");
        var seven = Long.parseLong("7");
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> value * three + 1),
                filter((Long value) -> value % seven != 0),
                map((Long value) -> lessFifth(value)));
    }

    Object doubleByHand() {
        var sum = 0.0;
        for (var i = 0L; i < size; i++) {
            var value = times3(i);
            if (notBy7(value)) {
                sum += value * 0.5;
            }
        }
        return sum;
    }

    Object doubleSum(Compilation compilation) {
        Function2<Double, Double, Double> plus = Double::sum;
        return run(
                compilation,
                new Action.Fold(0.0, erased(plus)),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)),
                toDouble((Long value) -> value * 0.5));
    }

    Object countByHand() {
        var count = 0L;
        for (var i = 0L; i < size; i++) {
            if (notBy7(times3(i))) {
                count++;
            }
        }
        return count;
    }

    Object count(Compilation compilation) {
        return run(
                compilation,
                new Action.Count(),
                map((Long value) -> times3(value)),
                filter((Long value) -> notBy7(value)));
    }

    Object pairsByHand() {
        var sum = 0L;
        for (var i = 0L; i < size; i++) {
            sum += (i & 1023) + times3(i);
        }
        return List.of(sum);
    }

    Object pairs(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                keyBy((Long value) -> value & 1023),
                mapValues((Long value) -> times3(value)),
                map((Tuple2<Long, Long> pair) -> pair._1() + pair._2()));
    }

    Object mappedPairs(Compilation compilation) {
        return run(
                compilation,
                reduce(Long::sum),
                map((Long value) -> Tuple2.of(value & 1023, value)),
                mapValues((Long value) -> times3(value)),
                map((Tuple2<Long, Long> pair) -> pair._1() + pair._2()));
    }

    Object pairWindowsByHand() {
        var keys = new long[Window.ROWS];
        var values = new long[Window.ROWS];
        var sum = 0L;
        for (var window = 0L; window < size; window += Window.ROWS) {
            for (var row = 0; row < Window.ROWS; row++) {
                keys[row] = (window + row) & 1023;
                values[row] = times3(window + row);
            }
            sum += LongSum.sum(keys, Window.ROWS) + LongSum.sum(values, Window.ROWS);
        }
        return sum;
    }

    Object pairWindows(Compilation compilation) {
        var plan = new Plan(compilation);
        plan.steps(
                plan.range(0, 1, size, 1),
                keyBy((Long value) -> value & 1023),
                mapValues((Long value) -> times3(value)));
        var sum = new LongSum();
        plan.elements(0).into(sum);
        return sum.sum;
    }

    Object run(Compilation compilation, Action action, Step... steps) {
        var plan = new Plan(compilation);
        plan.steps(plan.range(0, 1, size, 1), steps);
        return plan.act(action);
    }
}
