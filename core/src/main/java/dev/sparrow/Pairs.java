/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The two sides of pairs.
final class Pairs {
    private Pairs() {}

    static Lineage keys(Recipe recipe, Lineage pairs) {
        Function<Tuple2<Object, Object>, Object> key = Tuple2::_1;
        return recipe.step(pairs, new Step.Map(Erased.function(key)));
    }

    static Lineage values(Recipe recipe, Lineage pairs) {
        Function<Tuple2<Object, Object>, Object> value = Tuple2::_2;
        return recipe.step(pairs, new Step.Map(Erased.function(value)));
    }

    /// Runs a job. Of a key that comes more than once, the last value.
    static <K, V> Map<K, V> asMap(Recipe recipe, Lineage pairs) {
        var map = new HashMap<K, V>();
        List<Tuple2<K, V>> all = Fetch.all(recipe, pairs);
        all.forEach(pair -> map.put(recipe.requireKey(pair._1()), pair._2()));
        return map;
    }
}
