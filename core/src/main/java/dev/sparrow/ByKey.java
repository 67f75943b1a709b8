/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.HyperLogLog;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is made of all values of a key.
final class ByKey {
    private ByKey() {}

    /// One value for each key; where the keys are in place already, nothing moves.
    static Lineage combined(Recipe recipe, Lineage pairs, Partitioner by, Aggregation aggregation) {
        return recipe.isPlaced(pairs, recipe.require(by))
                ? recipe.step(pairs, new Step.CombineInPlace(aggregation))
                : recipe.shuffle(pairs, new Exchange.Combine(by, aggregation));
    }

    static Lineage reduced(Recipe recipe, Lineage pairs, Partitioner by, Function2<?, ?, ?> function) {
        return combined(recipe, pairs, by, new Aggregation.Reduce(Erased.function2(recipe.check(function))));
    }

    static Lineage folded(
            Recipe recipe,
            Lineage pairs,
            Partitioner by,
            Object zero,
            Function2<?, ?, ?> sequence,
            Function2<?, ?, ?> merge) {
        recipe.check(sequence);
        recipe.check(merge);
        var fold = new Aggregation.Fold(zero, Erased.function2(sequence), Erased.function2(merge));
        return combined(recipe, pairs, by, fold);
    }

    /// Pairs of the key that a function makes of elements, and these elements.
    static Lineage grouped(Recipe recipe, Lineage elements, Partitioner by, Function<?, ?> key) {
        var keyed = recipe.step(elements, new Step.KeyBy(Erased.function(recipe.check(key))));
        return recipe.shuffle(keyed, new Exchange.Combine(by, new Aggregation.Group()));
    }

    /// About how many different values each key has.
    static Lineage distinctValues(Recipe recipe, Lineage pairs, Partitioner by, double relativeSD) {
        Function2<HyperLogLog, Object, HyperLogLog> add = HyperLogLog::add;
        Function2<HyperLogLog, HyperLogLog, HyperLogLog> merge = HyperLogLog::merge;
        Function<HyperLogLog, Long> count = HyperLogLog::cardinality;
        var sketches = folded(recipe, pairs, by, HyperLogLog.ofRelativeDeviation(relativeSD), add, merge);
        return recipe.step(sketches, new Step.MapValues(Erased.function(count)));
    }

    /// Reduced in each partition by its task, and then by the driver; nothing moves between tasks.
    static <K, V> Map<K, V> reducedLocally(Recipe recipe, Lineage pairs, Function2<V, V, V> function) {
        recipe.check(function);
        var reduce = new Aggregation.Reduce(Erased.function2(function));
        List<Tuple2<K, V>> partials = Fetch.all(recipe, recipe.step(pairs, new Step.CombineInPlace(reduce)));
        var reduced = new HashMap<K, V>();
        for (var pair : partials) {
            var merged =
                    reduced.containsKey(pair._1())
                            ? Merge.call(recipe.label(), function, reduced.get(pair._1()), pair._2())
                            : pair._2();
            reduced.put(pair._1(), merged);
        }
        return reduced;
    }

    /// The values of one key; if the keys are placed, only the partition that can hold it is computed.
    static <K, V> List<V> lookup(Recipe recipe, Lineage pairs, K key) {
        recipe.requireKey(key);
        Function<Tuple2<K, V>, Boolean> matches = pair -> Objects.equals(pair._1(), key);
        var found = recipe.step(pairs, new Step.Filter(Erased.predicate(recipe.check(matches))));
        var partitions =
                pairs.partitioner()
                        .map(by -> List.of(by.getPartition(key)))
                        .orElseGet(() -> Recipe.allPartitions(pairs));
        return Fetch.of(recipe, Pairs.values(recipe, found), partitions);
    }
}
