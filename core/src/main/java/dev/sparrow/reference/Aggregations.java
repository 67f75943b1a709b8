/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The meaning of each [Aggregation].
final class Aggregations {
    private Aggregations() {}

    /// For each key, in the order of first occurrence, its values: one list for each partition that holds the key.
    static SequencedMap<Object, List<List<Object>>> valuesByKey(List<List<Object>> partitions) {
        var all = new LinkedHashMap<Object, List<List<Object>>>();
        for (var partition : partitions) {
            var here = new LinkedHashMap<Object, List<Object>>();
            for (var pair : partition) {
                here.computeIfAbsent(Pairs.key(pair), _ -> new ArrayList<>()).add(Pairs.value(pair));
            }
            here.forEach((key, values) -> all.computeIfAbsent(key, _ -> new ArrayList<>()).add(values));
        }
        return all;
    }

    /// @param runs the values of one key, one list for each partition that holds it; none is empty
    static Object combine(Aggregation aggregation, List<List<Object>> runs) throws Exception {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> reduce(reduce.function(), joined(runs));
            case Aggregation.First _ -> runs.getFirst().getFirst();
            case Aggregation.Fold fold -> {
                var folded = new ArrayList<Object>();
                for (var run : runs) {
                    folded.add(fold(Copies.of(fold.zero()), fold.sequence(), run));
                }
                yield reduce(fold.merge(), folded);
            }
            case Aggregation.Combine combine -> {
                var combined = new ArrayList<Object>();
                for (var run : combine.mapSide() ? runs : List.of(joined(runs))) {
                    var first = combine.create().call(run.getFirst());
                    combined.add(fold(first, combine.sequence(), run.subList(1, run.size())));
                }
                yield reduce(combine.merge(), combined);
            }
            case Aggregation.Group _ -> joined(runs);
        };
    }

    private static List<Object> joined(List<List<Object>> runs) {
        var values = new ArrayList<Object>();
        runs.forEach(values::addAll);
        return values;
    }

    /// From left to right.
    static Object fold(Object zero, Function2<Object, Object, Object> function, List<Object> values) throws Exception {
        var folded = zero;
        for (var value : values) {
            folded = function.call(folded, value);
        }
        return folded;
    }

    /// From left to right.
    ///
    /// @param values at least one
    static Object reduce(Function2<Object, Object, Object> function, List<Object> values) throws Exception {
        return fold(values.getFirst(), function, values.subList(1, values.size()));
    }
}
