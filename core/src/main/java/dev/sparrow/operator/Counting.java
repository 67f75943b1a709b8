/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.PairFunction;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.Map;

/// Actions that count elements, in all or of each key.
public final class Counting {
    private Counting() {}

    public static long all(OperatorCall call, Lineage lineage) {
        return PartialResults.sumCounts(call, call.run(lineage, new Action.Count()));
    }

    public static <T> Map<T, Long> byValue(OperatorCall call, Lineage lineage) {
        PairFunction<Object, Object, Long> one = element -> new Tuple2<>(element, 1L);
        return sums(call, call.step(lineage, new Step.Map(Erased.function(one))));
    }

    public static <K> Map<K, Long> byKey(OperatorCall call, Lineage pairs) {
        Function<Object, Long> one = _ -> 1L;
        return sums(call, call.step(pairs, new Step.MapValues(Erased.function(one))));
    }

    private static <K> Map<K, Long> sums(OperatorCall call, Lineage ones) {
        Function2<Long, Long, Long> plus = Math::addExact;
        var by = Partitioning.common(call.context(), ones);
        return Pairs.asMap(call, ByKey.combined(call, ones, by, new Aggregation.Reduce(Erased.function2(plus))));
    }
}
