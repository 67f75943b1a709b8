/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;

/// Steps and actions as the public API makes them of functions, for measurements.
final class MeasuredSteps {
    private MeasuredSteps() {}

    static <T, R> Step map(Function<T, R> function) {
        return new Step.Map(erased(function));
    }

    static <T> Step filter(Function<T, Boolean> predicate) {
        return new Step.Filter(erased(predicate));
    }

    static <T, K> Step keyBy(Function<T, K> function) {
        return new Step.KeyBy(erased(function));
    }

    static <T, R> Step mapValues(Function<T, R> function) {
        return new Step.MapValues(erased(function));
    }

    @SuppressWarnings("unchecked") // as the public API does
    static <T> Step toDouble(DoubleFunction<T> function) {
        return new Step.MapToDouble((DoubleFunction<Object>) function);
    }

    static Action reduce(Function2<Long, Long, Long> function) {
        return new Action.Reduce(erased(function));
    }

    @SuppressWarnings("unchecked") // as the public API does
    static <R> Function<Object, R> erased(Function<?, ?> function) {
        return (Function<Object, R>) function;
    }

    @SuppressWarnings("unchecked") // as the public API does
    static Function2<Object, Object, Object> erased(Function2<?, ?, ?> function) {
        return (Function2<Object, Object, Object>) function;
    }
}
