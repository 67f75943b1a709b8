/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The two sides of pairs.
public final class Pairs {
    private Pairs() {}

    public static Lineage keys(OperatorCall call, Lineage pairs) {
        Function<Tuple2<Object, Object>, Object> key = Tuple2::_1;
        return call.step(pairs, new Step.Map(Erased.function(key)));
    }

    public static Lineage values(OperatorCall call, Lineage pairs) {
        Function<Tuple2<Object, Object>, Object> value = Tuple2::_2;
        return call.step(pairs, new Step.Map(Erased.function(value)));
    }

    /// Runs a job. Of a key that comes more than once, the last value.
    public static <K, V> Map<K, V> asMap(OperatorCall call, Lineage pairs) {
        var map = new HashMap<K, V>();
        List<Tuple2<K, V>> all = Fetch.all(call, pairs);
        all.forEach(pair -> map.put(call.requireKey(pair._1()), pair._2()));
        return map;
    }
}
