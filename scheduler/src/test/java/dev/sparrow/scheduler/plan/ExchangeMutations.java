/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Op;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.value.Partitioner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;

/// Faults of exchanges, of aggregations and of sorting.
final class ExchangeMutations {
    private ExchangeMutations() {}

    static List<Mutation> blocks() {
        return List.of(
                new Mutation.InBlocks("the last map output is not read", ListFaults::withoutLast),
                new Mutation.InBlocks("the first map output is read twice", ListFaults::firstTwice),
                new Mutation.InBlocks("map outputs are read in reverse", List::reversed),
                new Mutation.InBlocks("the last two map outputs come in the wrong order", ListFaults::lastTwoSwapped),
                new Mutation.InBlocks(
                        "reading ends at the first empty block", blocks -> ListFaults.upToFirst(blocks, List::isEmpty)),
                new Mutation.InBlocks(
                        "a block loses its last element",
                        blocks -> blocks.stream().map(ListFaults::withoutLast).toList()),
                new Mutation.InBlocks(
                        "a block is read from its second element",
                        blocks -> blocks.stream().map(ListFaults::withoutFirst).toList()));
    }

    static List<Mutation> placement() {
        return List.of(
                placed(
                        "null keys go to the last partition",
                        (by, key) -> key == null ? by.numPartitions() - 1 : by.getPartition(key)),
                placed(
                        "negative hashes lose their sign",
                        (by, key) -> Math.abs(Objects.hashCode(key) % by.numPartitions())),
                placed("keys go one partition too far", (by, key) -> (by.getPartition(key) + 1) % by.numPartitions()),
                new Mutation.InWrites(
                        "repartition begins with partition 0 for each map task",
                        (exchange, task, target) ->
                                exchange instanceof Exchange.Rebalance(var n)
                                        ? Math.floorMod(target - task, n)
                                        : target),
                new Mutation.InWrites(
                        "repartition does not come round",
                        (exchange, task, target) ->
                                exchange instanceof Exchange.Rebalance(var n) && target < task % n ? n - 1 : target));
    }

    private static Mutation placed(String name, ToIntBiFunction<Partitioner, Object> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.writes(
                                program,
                                exchange ->
                                        switch (exchange) {
                                            case Exchange.Partition(var by) ->
                                                    new Exchange.Partition(new Misplaced(by, fault));
                                            case Exchange.Combine(var by, var aggregation) ->
                                                    new Exchange.Combine(new Misplaced(by, fault), aggregation);
                                            case Exchange.Rebalance _, Exchange.Sort _, Exchange.Columns _ -> exchange;
                                        }));
    }

    @SuppressWarnings("serial")
    private static final class Misplaced extends Partitioner {
        private static final long serialVersionUID = 1;
        private final Partitioner right;
        private final ToIntBiFunction<Partitioner, Object> fault;

        Misplaced(Partitioner right, ToIntBiFunction<Partitioner, Object> fault) {
            this.right = right;
            this.fault = fault;
        }

        @Override
        public int numPartitions() {
            return right.numPartitions();
        }

        @Override
        public int getPartition(Object key) {
            return fault.applyAsInt(right, key);
        }
    }

    static List<Mutation> aggregation() {
        return List.of(
                reduce(
                        "reduceByKey takes its arguments in the wrong order",
                        f -> new Aggregation.Reduce((left, right) -> f.call(right, left))),
                reduce("reduceByKey keeps the last value", _ -> new Aggregation.Reduce((_, right) -> right)),
                reduce(
                        "the combiner is applied to the first value twice",
                        f -> new Aggregation.Combine(x -> f.call(x, x), f, f, false)),
                fold(
                        "the zero comes in once for a key, not once for a map partition",
                        (zero, f) ->
                                new Aggregation.Combine(
                                        x -> f.sequence().call(zero.copy(), x), f.sequence(), f.merge(), false)),
                fold(
                        "the zero does not come in",
                        (_, f) -> f.zero() instanceof Integer ? new Aggregation.Reduce(f.merge()) : f),
                fold(
                        "merging keeps the left side",
                        (_, f) -> new Aggregation.Fold(f.zero(), f.sequence(), (left, _) -> left)),
                fold(
                        "merging takes its arguments in the wrong order",
                        (_, f) ->
                                new Aggregation.Fold(
                                        f.zero(), f.sequence(), (left, right) -> f.merge().call(right, left))),
                combine(
                        "values are not combined before they move",
                        f -> new Aggregation.Combine(f.create(), f.sequence(), f.merge(), false)),
                combine(
                        "values are combined before they move, though they should not",
                        f -> new Aggregation.Combine(f.create(), f.sequence(), f.merge(), true)),
                combine(
                        "a combiner is made of each value",
                        f ->
                                new Aggregation.Combine(
                                        f.create(),
                                        (c, x) -> f.merge().call(c, f.create().call(x)),
                                        f.merge(),
                                        f.mapSide())),
                grouped("a group loses duplicates", ListFaults::distinct),
                grouped("a group comes in reverse", List::reversed),
                read(
                        "combined keys come in the order of their hash",
                        Exchange.Combine.class,
                        _ -> ListFaults::byHashOfKey));
    }

    private static Mutation aggregation(String name, UnaryOperator<Aggregation> fault) {
        return new Mutation.InProgram(name, (program, _) -> Rewriting.aggregations(program, fault));
    }

    private static Mutation reduce(String name, Function<Function2<Object, Object, Object>, Aggregation> fault) {
        return aggregation(name, it -> it instanceof Aggregation.Reduce(var function) ? fault.apply(function) : it);
    }

    private interface FoldFault {
        Aggregation plant(Snapshot<Object> zero, Aggregation.Fold fold);
    }

    private static Mutation fold(String name, FoldFault fault) {
        return aggregation(
                name,
                it ->
                        it instanceof Aggregation.Fold fold
                                ? fault.plant(Snapshot.take(fold.zero(), "the zero"), fold)
                                : it);
    }

    private static Mutation combine(String name, Function<Aggregation.Combine, Aggregation> fault) {
        return aggregation(name, it -> it instanceof Aggregation.Combine combine ? fault.apply(combine) : it);
    }

    private static Mutation grouped(String name, UnaryOperator<List<Object>> fault) {
        return read(
                name,
                Exchange.Combine.class,
                exchange ->
                        exchange.aggregation() instanceof Aggregation.Group
                                ? pairs -> ListFaults.valuesChanged(pairs, fault)
                                : null);
    }

    static List<Mutation> sorting() {
        return List.of(
                sorts(
                        "a descending sort ascends",
                        sort -> new Exchange.Sort(sort.comparator(), true, sort.partitions())),
                new Mutation.InProgram(
                        "a descending sort places by ascending ranges",
                        (program, _) ->
                                Rewriting.writes(
                                        program,
                                        exchange ->
                                                exchange instanceof Exchange.Sort sort
                                                        ? new Exchange.Sort(sort.comparator(), true, sort.partitions())
                                                        : exchange)),
                new Mutation.InProgram(
                        "a sort deals out in place of placing by range",
                        (program, _) ->
                                Rewriting.writes(
                                        program,
                                        exchange ->
                                                exchange instanceof Exchange.Sort sort
                                                        ? new Exchange.Rebalance(sort.partitions())
                                                        : exchange)),
                read(
                        "a sort turns equal keys round",
                        Exchange.Sort.class,
                        sort ->
                                pairs -> {
                                    var sorted = new ArrayList<>(pairs.reversed());
                                    sorted.sort((left, right) ->
                                            sort.order().compare(ListFaults.key(left), ListFaults.key(right)));
                                    return sorted;
                                }),
                new Mutation.InProgram(
                        "a sort does not order what it reads",
                        (program, _) ->
                                Rewriting.reads(
                                        program,
                                        exchange ->
                                                exchange instanceof Exchange.Sort sort
                                                        ? new Exchange.Rebalance(sort.partitions())
                                                        : exchange)));
    }

    private static Mutation sorts(String name, UnaryOperator<Exchange.Sort> fault) {
        UnaryOperator<Exchange> change =
                exchange -> exchange instanceof Exchange.Sort sort ? fault.apply(sort) : exchange;
        return new Mutation.InProgram(name, (program, _) -> Rewriting.reads(Rewriting.writes(program, change), change));
    }

    private static <E extends Exchange> Mutation read(
            String name, Class<E> kind, Function<E, UnaryOperator<List<Object>>> fault) {
        return new Mutation.InProgram(
                name,
                (program, _) ->
                        Rewriting.behind(
                                program,
                                op ->
                                        op instanceof Op.ShuffleRead(_, var exchange, _) && kind.isInstance(exchange)
                                                ? fault.apply(kind.cast(exchange))
                                                : null));
    }
}
