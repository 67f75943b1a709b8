/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.PairFunction;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.Map;

/// How many elements there are, in all or of each key.
final class Counting {
    private Counting() {}

    static long all(Recipe recipe, Lineage lineage) {
        return Merge.sumCounts(recipe, recipe.run(lineage, new Action.Count()));
    }

    static <T> Map<T, Long> byValue(Recipe recipe, Lineage lineage) {
        PairFunction<Object, Object, Long> one = element -> new Tuple2<>(element, 1L);
        return sums(recipe, recipe.step(lineage, new Step.Map(Erased.function(one))));
    }

    static <K> Map<K, Long> byKey(Recipe recipe, Lineage pairs) {
        Function<Object, Long> one = _ -> 1L;
        return sums(recipe, recipe.step(pairs, new Step.MapValues(Erased.function(one))));
    }

    private static <K> Map<K, Long> sums(Recipe recipe, Lineage ones) {
        Function2<Long, Long, Long> plus = Math::addExact;
        var by = Partitioning.common(recipe.context(), ones);
        return Pairs.asMap(recipe, ByKey.combined(recipe, ones, by, new Aggregation.Reduce(Erased.function2(plus))));
    }
}
