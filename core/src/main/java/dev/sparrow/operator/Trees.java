/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.function.Function2;
import dev.sparrow.function.PairFunction;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// Merges the results of many partitions in tasks, level by level, so that the driver is left with few. Neighbours are
/// merged with neighbours, so the order of partitions stays.
public final class Trees {
    private Trees() {}

    /// A key is a partition.
    private static final class Blocks extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int partitions;

        private Blocks(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blocks that && that.partitions == partitions;
        }

        @Override
        public int hashCode() {
            return partitions;
        }

        @Override
        public String toString() {
            return "blocks(" + partitions + ")";
        }
    }

    public static <T> T reduce(OperatorCall call, Lineage lineage, Function2<T, T, T> function, int depth) {
        call.check(function);
        Function2<Integer, Iterator<Object>, Iterator<Object>> partial =
                (_, elements) -> {
                    if (!elements.hasNext()) {
                        return Collections.emptyIterator();
                    }
                    var reduced = Erased.function2(function);
                    var result = elements.next();
                    while (elements.hasNext()) {
                        result = reduced.call(result, elements.next());
                    }
                    return Collections.singletonList(result).iterator();
                };
        return PartialResults.reduce(call, function, run(call, lineage, partial, function, depth, false));
    }

    /// Aggregates in tasks, level by level.
    ///
    /// @param toOne whether tasks are to merge all
    public static <U> U aggregate(
            OperatorCall call,
            Lineage lineage,
            U zero,
            Function2<U, ?, U> sequence,
            Function2<U, U, U> merge,
            int depth,
            boolean toOne) {
        call.check(sequence);
        call.check(merge);
        var initial = Snapshot.take(zero, "the zero value of " + call.label());
        Function2<Integer, Iterator<Object>, Iterator<Object>> partial =
                (_, elements) -> {
                    var folded = Erased.function2(sequence);
                    Object result = zero;
                    while (elements.hasNext()) {
                        result = folded.call(result, elements.next());
                    }
                    return Collections.singletonList(result).iterator();
                };
        return PartialResults.fold(
                call, initial.copy(), merge, Trees.<U>run(call, lineage, partial, merge, depth, toOne));
    }

    /// The partial results that are left, in the order of partitions.
    ///
    /// @param partial makes at most one result of a partition
    /// @param depth how many levels are wished, the driver's included
    /// @param toOne whether tasks are to merge all
    private static <U> List<U> run(
            OperatorCall call,
            Lineage lineage,
            Function2<Integer, Iterator<Object>, Iterator<Object>> partial,
            Function2<U, U, U> merge,
            int depth,
            boolean toOne) {
        call.require(depth >= 1, "the depth is " + depth + "; it must be at least 1.");
        Function2<Integer, Iterator<Object>, Iterator<Object>> numbered =
                (partition, elements) -> {
                    var result = partial.call(partition, elements);
                    return result.hasNext()
                            ? List.<Object>of(new Tuple2<>(partition, result.next())).iterator()
                            : List.of().iterator();
                };
        var pairs = call.step(lineage, new Step.MapPartitions(numbered, false));
        var width = lineage.partitions();
        var scale = Math.max(2, (int) Math.ceil(Math.pow(width, 1.0 / depth)));
        // A level that would leave more than it saves is not worth an exchange.
        while (width > scale + Math.ceilDiv(width, scale)) {
            pairs = merged(call, pairs, merge, width, Math.ceilDiv(width, scale));
            width = Math.ceilDiv(width, scale);
        }
        if (toOne && width > 1) {
            pairs = merged(call, pairs, merge, width, 1);
            width = 1;
        }
        return Fetch.all(call, Pairs.values(call, pairs));
    }

    private static Lineage merged(OperatorCall call, Lineage pairs, Function2<?, ?, ?> merge, int from, int to) {
        PairFunction<Tuple2<Integer, Object>, Integer, Object> block =
                pair -> new Tuple2<>((int) ((long) pair._1() * to / from), pair._2());
        var moved = call.step(pairs, new Step.Map(Erased.function(block)));
        return call.shuffle(
                moved, new Exchange.Combine(new Blocks(to), new Aggregation.Reduce(Erased.function2(merge))));
    }
}
