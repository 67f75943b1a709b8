/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

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

/// Operators that make something of all values of a key.
public final class ByKey {
    private ByKey() {}

    /// One value for each key; where the keys are in place already, nothing moves.
    public static Lineage combined(OperatorCall call, Lineage pairs, Partitioner by, Aggregation aggregation) {
        return call.isPlaced(pairs, call.require(by))
                ? call.step(pairs, new Step.CombineInPlace(aggregation))
                : call.shuffle(pairs, new Exchange.Combine(by, aggregation));
    }

    public static Lineage reduced(OperatorCall call, Lineage pairs, Partitioner by, Function2<?, ?, ?> function) {
        return combined(call, pairs, by, new Aggregation.Reduce(Erased.function2(call.check(function))));
    }

    public static Lineage folded(
            OperatorCall call,
            Lineage pairs,
            Partitioner by,
            Object zero,
            Function2<?, ?, ?> sequence,
            Function2<?, ?, ?> merge) {
        call.check(sequence);
        call.check(merge);
        var fold = new Aggregation.Fold(zero, Erased.function2(sequence), Erased.function2(merge));
        return combined(call, pairs, by, fold);
    }

    /// Pairs of the key that a function makes of elements, and these elements.
    public static Lineage grouped(OperatorCall call, Lineage elements, Partitioner by, Function<?, ?> key) {
        var keyed = call.step(elements, new Step.KeyBy(Erased.function(call.check(key))));
        return call.shuffle(keyed, new Exchange.Combine(by, new Aggregation.Group()));
    }

    /// About how many different values each key has; exactly where an estimate would be too coarse.
    public static Lineage distinctValues(OperatorCall call, Lineage pairs, Partitioner by, double relativeSD) {
        if (!HyperLogLog.isFineEnoughFor(relativeSD)) {
            var distinct = Sets.distinct(call, pairs, Partitioning.ofNewKeys(call.context(), pairs));
            Function<Object, Long> one = _ -> 1L;
            Function2<Long, Long, Long> sum = Long::sum;
            return reduced(call, call.step(distinct, new Step.MapValues(Erased.function(one))), by, sum);
        }
        Function2<HyperLogLog, Object, HyperLogLog> add = HyperLogLog::add;
        Function2<HyperLogLog, HyperLogLog, HyperLogLog> merge = HyperLogLog::merge;
        Function<HyperLogLog, Long> count = HyperLogLog::cardinality;
        var sketches = folded(call, pairs, by, HyperLogLog.ofRelativeDeviation(relativeSD), add, merge);
        return call.step(sketches, new Step.MapValues(Erased.function(count)));
    }

    /// Reduced in each partition by its task, and then by the driver; nothing moves between tasks.
    public static <K, V> Map<K, V> reducedLocally(OperatorCall call, Lineage pairs, Function2<V, V, V> function) {
        call.check(function);
        var reduce = new Aggregation.Reduce(Erased.function2(function));
        List<Tuple2<K, V>> partials = Fetch.all(call, call.step(pairs, new Step.CombineInPlace(reduce)));
        var reduced = new HashMap<K, V>();
        for (var pair : partials) {
            var merged =
                    reduced.containsKey(pair._1())
                            ? PartialResults.call(call.label(), function, reduced.get(pair._1()), pair._2())
                            : pair._2();
            reduced.put(pair._1(), merged);
        }
        return reduced;
    }

    /// The values of one key; if the keys are placed, only the partition that can hold it is computed.
    public static <K, V> List<V> lookup(OperatorCall call, Lineage pairs, K key) {
        call.requireKey(key);
        Function<Tuple2<K, V>, Boolean> matches = pair -> Objects.equals(pair._1(), key);
        var found = call.step(pairs, new Step.Filter(Erased.predicate(call.check(matches))));
        var partitions =
                pairs.partitioner()
                        .map(by -> List.of(by.getPartition(key)))
                        .orElseGet(() -> OperatorCall.allPartitions(pairs));
        return Fetch.of(call, Pairs.values(call, found), partitions);
    }
}
