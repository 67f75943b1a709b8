/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;

/// Which element a function was given when it threw in a loop. The loop knows only what it took from its source; what
/// the steps before the function made of that is made once more, by an attempt that has failed anyway.
final class FailedElement {
    private FailedElement() {}

    /// What comes out of the steps; the taken element itself if that is several, or cannot be told.
    static Object of(List<Step> before, Object taken) {
        try {
            var element = taken;
            for (var step : before) {
                element = after(step, element);
            }
            return element;
        } catch (Exception | StackOverflowError e) {
            return taken;
        }
    }

    private static Object after(Step step, Object element) throws Exception {
        return switch (step) {
            case Step.Map map -> map.function().call(element);
            case Step.MapToDouble map -> map.function().call(element);
            case Step.Filter _ -> element;
            case Step.FlatMap flatMap -> only(flatMap.function().call(element));
            case Step.KeyBy keyBy -> new Tuple2<>(keyBy.function().call(element), element);
            case Step.MapValues map -> new Tuple2<>(pair(element)._1(), map.function().call(pair(element)._2()));
            case Step.FlatMapValues flatMap ->
                    new Tuple2<>(pair(element)._1(), only(flatMap.function().call(pair(element)._2())));
            case Step.MapPartitions _,
                    Step.Relational _,
                    Step.Glom _,
                    Step.Sample _,
                    Step.ZipWithIndex _,
                    Step.SortByKey _,
                    Step.CombineInPlace _ ->
                    throw new IllegalArgumentException("Cannot be part of a loop");
        };
    }

    private static Tuple2<?, ?> pair(Object element) {
        return (Tuple2<?, ?>) element;
    }

    private static Object only(Iterator<?> elements) {
        var first = elements.next();
        if (elements.hasNext()) {
            throw new IllegalStateException("Any of them may have failed");
        }
        return first;
    }
}
