/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.function.Function;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.Collections;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The order of pairs by their keys, and what can be left out once they are in it.
public final class Sorting {
    private Sorting() {}

    /// Over the whole dataset.
    public static Lineage pairs(
            OperatorCall call, Lineage pairs, Comparator<?> order, boolean ascending, int numPartitions) {
        call.check(order);
        if (pairs.partitions() > 0) {
            call.requirePartitions(numPartitions);
        }
        var sort = new Exchange.Sort(Erased.comparator(order), ascending, Math.max(1, numPartitions));
        return call.shuffle(pairs, sort);
    }

    /// Elements by a key that is made of them.
    public static Lineage elements(
            OperatorCall call,
            Lineage elements,
            Function<?, ?> key,
            Comparator<?> order,
            boolean ascending,
            int numPartitions) {
        var keyed = call.step(elements, new Step.KeyBy(Erased.function(call.check(key))));
        return Pairs.values(call, pairs(call, keyed, order, ascending, numPartitions));
    }

    /// Placed by `by`, and then each partition by itself.
    public static Lineage withinPartitions(OperatorCall call, Lineage pairs, Partitioner by, Comparator<?> order) {
        call.require(by);
        call.check(order);
        return call.step(call.placed(pairs, by), new Step.SortByKey(Erased.comparator(order)));
    }

    /// The pairs with keys from `lower` to `upper`, both included.
    public static Lineage range(OperatorCall call, Lineage pairs, Comparator<?> order, Object lower, Object upper) {
        var keys = Erased.comparator(call.check(order));
        Function<Tuple2<?, ?>, Boolean> within =
                pair -> keys.compare(lower, pair._1()) <= 0 && keys.compare(pair._1(), upper) <= 0;
        var filter = new Step.Filter(Erased.predicate(call.check(within)));
        return call.step(pruned(call, pairs, order, lower, upper), filter);
    }

    /// The partitions that can hold keys of a range: neighbours, if a partitioner or a sort of this order placed them.
    private static Lineage pruned(OperatorCall call, Lineage pairs, Comparator<?> order, Object lower, Object upper) {
        var ranges = pairs.partitioner().filter(partitioner -> partitioner.isOrderedBy(order));
        if (ranges.isEmpty()) {
            return pairs.sort().filter(sort -> isOrderedBy(sort, order)).isPresent()
                    ? call.node(new Operation.Pruned(lower, upper), pairs)
                    : pairs;
        }
        var ends = IntStream.of(ranges.get().getPartition(lower), ranges.get().getPartition(upper)).summaryStatistics();
        var count = ends.getMax() - ends.getMin() + 1;
        return call.node(new Operation.Coalesced(ends.getMin(), count, count), pairs);
    }

    /// In either direction, since what is between two keys stays between them.
    private static boolean isOrderedBy(Lineage sort, Comparator<?> order) {
        return sort.operation() instanceof Operation.Shuffled(_, Exchange.Sort(var comparator, _, _))
                && (comparator.equals(order) || Collections.reverseOrder(comparator).equals(order));
    }
}
