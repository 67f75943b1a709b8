/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.isEven;
import static dev.sparrow.testing.Sample.key;
import static dev.sparrow.testing.Sample.orZero;
import static dev.sparrow.testing.Sample.plus;

import dev.sparrow.PairRdd;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The methods of `PairRdd`, but joins.
final class PairCases {
    private static final Function2<Integer, Integer, Integer> SUM = (left, right) -> orZero(left) + orZero(right);
    private static final Function<Integer, List<Integer>> LIST = x -> new ArrayList<>(Collections.singletonList(x));
    private static final Function2<List<Integer>, Integer, List<Integer>> ADD = Functions::appended;
    private static final Function2<List<Integer>, List<Integer>, List<Integer>> ADD_ALL = Functions::joined;
    private static final SerializableComparator<Integer> NULL_FIRST =
            (left, right) -> Comparator.nullsFirst(Comparator.<Integer>naturalOrder()).compare(left, right);

    private PairCases() {}

    /// Negative and null keys have a place, too.
    static final class ByParity extends Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 3;
        }

        @Override
        public int getPartition(Object key) {
            return key == null ? 2 : Math.floorMod((Integer) key, 2);
        }
    }

    static List<OperatorCase> values() {
        return List.of(
                inOrder("PairRdd.keys", s -> s.pairs().keys(), s -> s.stream().map(Sample::key).toList()),
                inOrder("PairRdd.values", s -> s.pairs().values(), Sample::numbers),
                inOrder(
                        "PairRdd.mapValues",
                        s -> s.pairs().mapValues(x -> plus(x, 1)),
                        s -> s.stream().map(x -> new Tuple2<>(key(x), plus(x, 1))).toList()),
                inOrder(
                        "PairRdd.flatMapValues",
                        s ->
                                s.pairs()
                                        .flatMapValues(
                                                x -> Collections.nCopies(Math.floorMod(orZero(x), 3), x).iterator()),
                        s ->
                                s.stream()
                                        .flatMap(x ->
                                                Collections.nCopies(
                                                        Math.floorMod(orZero(x), 3), new Tuple2<>(key(x), x))
                                                        .stream())
                                        .toList()),
                inOrder(
                        "PairRdd.filter",
                        s -> s.pairs().filter(pair -> isEven(pair._2())),
                        s -> s.pairList().stream().filter(pair -> isEven(pair._2())).toList()),
                inOrder("PairRdd.sample", s -> s.pairs().sample(false, 1, 1), Sample::pairList),
                inOrder("PairRdd.sample by chance", s -> s.pairs().sample(true, 0), _ -> List.of()),
                inOrder("PairRdd.fromRdd", s -> PairRdd.fromRdd(s.pairs().map(pair -> pair)), Sample::pairList),
                inOrder(
                        "PairRdd.union",
                        s -> s.pairs().union(s.pairs()),
                        s -> RddCases.joined(s.pairList(), s.pairList())),
                inAnyOrder(
                        "PairRdd.intersection",
                        s -> s.pairs().intersection(s.pairs().filter(pair -> isEven(pair._2()))),
                        s -> s.pairList().stream().distinct().filter(pair -> isEven(pair._2())).toList()),
                inAnyOrder(
                        "PairRdd.subtract",
                        s -> s.pairs().subtract(s.pairs().filter(pair -> isEven(pair._2()))),
                        s -> s.pairList().stream().filter(pair -> !isEven(pair._2())).toList()),
                inAnyOrder(
                        "PairRdd.subtract into partitions",
                        s -> s.pairs().subtract(s.pairs().filter(pair -> isEven(pair._2())), 2),
                        s -> s.pairList().stream().filter(pair -> !isEven(pair._2())).toList()),
                inAnyOrder(
                        "PairRdd.distinct", s -> s.pairs().distinct(), s -> s.pairList().stream().distinct().toList()),
                inAnyOrder(
                        "PairRdd.distinct into partitions",
                        s -> s.pairs().distinct(s.more()),
                        s -> s.pairList().stream().distinct().toList()),
                inOrder("PairRdd.coalesce", s -> s.pairs().coalesce(2), Sample::pairList),
                inAnyOrder("PairRdd.coalesce with shuffle", s -> s.pairs().coalesce(s.more(), true), Sample::pairList),
                inAnyOrder("PairRdd.repartition", s -> s.pairs().repartition(2), Sample::pairList),
                inAnyOrder("PairRdd.partitionBy", s -> s.pairs().partitionBy(new ByParity()), Sample::pairList),
                inAnyOrder(
                        "PairRdd.partitionBy twice",
                        s -> s.pairs().partitionBy(new ByParity()).partitionBy(new HashPartitioner(s.more())),
                        Sample::pairList));
    }

    static List<OperatorCase> combining() {
        return List.of(
                inAnyOrder("PairRdd.reduceByKey", s -> s.pairs().reduceByKey(SUM), s -> reduced(s, SUM)),
                inAnyOrder(
                        "PairRdd.reduceByKey into partitions",
                        s -> s.pairs().reduceByKey(SUM, s.more()),
                        s -> reduced(s, SUM)),
                inAnyOrder(
                        "PairRdd.reduceByKey by partitioner",
                        s -> s.pairs().reduceByKey(new ByParity(), (left, _) -> left),
                        s -> reduced(s, (left, _) -> left)),
                inAnyOrder(
                        "PairRdd.reduceByKey in place",
                        s -> s.pairs().partitionBy(new ByParity()).reduceByKey(SUM),
                        s -> reduced(s, SUM)),
                inAnyOrder("PairRdd.foldByKey", s -> s.pairs().foldByKey(0, SUM), s -> folded(s)),
                inAnyOrder(
                        "PairRdd.foldByKey into partitions",
                        s -> s.pairs().foldByKey(0, s.more(), SUM),
                        s -> folded(s)),
                inAnyOrder(
                        "PairRdd.foldByKey by partitioner",
                        s -> s.pairs().foldByKey(0, new ByParity(), SUM),
                        s -> folded(s)),
                inAnyOrder(
                        "PairRdd.aggregateByKey",
                        s -> s.pairs().<List<Integer>>aggregateByKey(new ArrayList<>(), ADD, ADD_ALL),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.aggregateByKey into partitions",
                        s -> s.pairs().<List<Integer>>aggregateByKey(new ArrayList<>(), s.more(), ADD, ADD_ALL),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.aggregateByKey by partitioner",
                        s -> s.pairs().<List<Integer>>aggregateByKey(new ArrayList<>(), new ByParity(), ADD, ADD_ALL),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.aggregateByKey in place",
                        s ->
                                s.pairs()
                                        .partitionBy(new ByParity())
                                        .<List<Integer>>aggregateByKey(new ArrayList<>(), ADD, ADD_ALL),
                        PairCases::groups),
                inAnyOrder("PairRdd.combineByKey", s -> s.pairs().combineByKey(LIST, ADD, ADD_ALL), PairCases::groups),
                inAnyOrder(
                        "PairRdd.combineByKey into partitions",
                        s -> s.pairs().combineByKey(LIST, ADD, ADD_ALL, s.more()),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.combineByKey by partitioner",
                        s -> s.pairs().combineByKey(LIST, ADD, ADD_ALL, new ByParity()),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.combineByKey after moving",
                        s -> s.pairs().combineByKey(LIST, ADD, ADD_ALL, new ByParity(), false),
                        PairCases::groups),
                inAnyOrder("PairRdd.groupByKey", s -> s.pairs().groupByKey(), PairCases::groups),
                inAnyOrder(
                        "PairRdd.groupByKey into partitions", s -> s.pairs().groupByKey(s.more()), PairCases::groups),
                inAnyOrder(
                        "PairRdd.groupByKey by partitioner",
                        s -> s.pairs().groupByKey(new ByParity()),
                        PairCases::groups),
                inAnyOrder(
                        "PairRdd.groupByKey in place",
                        s -> s.pairs().partitionBy(new ByParity()).groupByKey(),
                        PairCases::groups));
    }

    private static List<?> reduced(Sample sample, Function2<Integer, Integer, Integer> function) throws Exception {
        var reduced = new LinkedHashMap<Integer, Integer>();
        for (var pair : sample.pairList()) {
            var known = reduced.containsKey(pair._1());
            reduced.put(pair._1(), known ? function.call(reduced.get(pair._1()), pair._2()) : pair._2());
        }
        return pairs(reduced);
    }

    private static List<?> folded(Sample sample) {
        var sums = new LinkedHashMap<Integer, Integer>();
        sample.pairList().forEach(pair -> sums.put(pair._1(), orZero(sums.get(pair._1())) + orZero(pair._2())));
        return pairs(sums);
    }

    private static List<?> groups(Sample sample) {
        return pairs(grouped(sample.pairList()));
    }

    static <V> Map<Integer, List<V>> grouped(List<Tuple2<Integer, V>> pairs) {
        var groups = new LinkedHashMap<Integer, List<V>>();
        pairs.forEach(pair -> groups.computeIfAbsent(pair._1(), _ -> new ArrayList<>()).add(pair._2()));
        return groups;
    }

    private static List<?> pairs(Map<?, ?> map) {
        return map.entrySet().stream().map(entry -> new Tuple2<>(entry.getKey(), entry.getValue())).toList();
    }

    /// Which order each partition has is left to the reference.
    static List<OperatorCase> sortingPartitions() {
        Comparator<Integer> nullFirst = NULL_FIRST;
        return List.of(
                inAnyOrder(
                        "PairRdd.repartitionAndSortWithinPartitions",
                        s -> filled(s).repartitionAndSortWithinPartitions(new HashPartitioner(s.more())),
                        s -> sorted(s, Comparator.naturalOrder())),
                inAnyOrder(
                        "PairRdd.repartitionAndSortWithinPartitions order",
                        s -> s.pairs().repartitionAndSortWithinPartitions(new ByParity(), nullFirst),
                        Sample::pairList),
                inAnyOrder(
                        "PairRdd.repartitionAndSortWithinPartitions lambda",
                        s ->
                                s.pairs()
                                        .repartitionAndSortWithinPartitions(
                                                new ByParity(), (left, right) -> NULL_FIRST.compare(right, left)),
                        Sample::pairList),
                inAnyOrder(
                        "PairRdd.repartitionAndSortWithinPartitions in place",
                        s ->
                                s.pairs()
                                        .partitionBy(new ByParity())
                                        .repartitionAndSortWithinPartitions(new ByParity(), nullFirst),
                        Sample::pairList));
    }

    static List<OperatorCase> sorting() {
        Comparator<Integer> nullFirst = NULL_FIRST;
        return List.of(
                inOrder("PairRdd.sortByKey", s -> filled(s).sortByKey(), s -> sorted(s, Comparator.naturalOrder())),
                inOrder(
                        "PairRdd.sortByKey descending",
                        s -> filled(s).sortByKey(false),
                        s -> sorted(s, Comparator.reverseOrder())),
                inOrder(
                        "PairRdd.sortByKey into partitions",
                        s -> filled(s).sortByKey(true, s.more()),
                        s -> sorted(s, Comparator.naturalOrder())),
                inOrder(
                        "PairRdd.sortByKey order",
                        s -> filled(s).sortByKey(nullFirst),
                        s -> sorted(s, Comparator.naturalOrder())),
                inOrder(
                        "PairRdd.sortByKey lambda",
                        s -> filled(s).sortByKey((left, right) -> NULL_FIRST.compare(right, left)),
                        s -> sorted(s, Comparator.reverseOrder())),
                inOrder(
                        "PairRdd.sortByKey order, descending",
                        s -> s.pairs().sortByKey(nullFirst, false, 2),
                        s ->
                                s.pairList().stream()
                                        .sorted((left, right) -> NULL_FIRST.compare(right._1(), left._1()))
                                        .toList()),
                inOrder(
                        "PairRdd.sortByKey order, descending, as many partitions",
                        s -> filled(s).sortByKey(Comparator.naturalOrder(), false),
                        s -> sorted(s, Comparator.reverseOrder())),
                inOrder(
                        "PairRdd.sortByKey lambda, descending, as many partitions",
                        s -> filled(s).sortByKey((left, right) -> NULL_FIRST.compare(left, right), false),
                        s -> sorted(s, Comparator.reverseOrder())),
                inOrder(
                        "PairRdd.sortByKey lambda, ascending",
                        s -> s.pairs().sortByKey(NULL_FIRST, true, s.more()),
                        s ->
                                s.pairList().stream()
                                        .sorted((left, right) -> NULL_FIRST.compare(left._1(), right._1()))
                                        .toList()));
    }

    private static PairRdd<Integer, Integer> filled(Sample sample) {
        return sample.pairs().filter(pair -> pair._1() != null);
    }

    private static List<?> sorted(Sample sample, Comparator<Integer> order) {
        return filledPairs(sample).sorted((left, right) -> order.compare(left._1(), right._1())).toList();
    }

    private static Stream<Tuple2<Integer, Integer>> filledPairs(Sample sample) {
        return sample.pairList().stream().filter(pair -> pair._1() != null);
    }

    static List<OperatorCase> actions() {
        return List.of(
                action(
                        "PairRdd.collectAsMap",
                        s -> s.pairs().collectAsMap(),
                        s -> {
                            var map = new HashMap<Integer, Integer>();
                            s.pairList().forEach(pair -> map.put(pair._1(), pair._2()));
                            return map;
                        }),
                action(
                        "PairRdd.countByKey",
                        s -> s.pairs().countByKey(),
                        s -> OperatorCase.counts(s.stream().map(Sample::key).toList())),
                action(
                        "PairRdd.lookup",
                        s -> s.pairs().lookup(3),
                        s -> s.stream().filter(x -> Objects.equals(key(x), 3)).toList()),
                action(
                        "PairRdd.lookup of null",
                        s -> s.pairs().partitionBy(new ByParity()).lookup(null),
                        s -> s.stream().filter(x -> x == null).toList()));
    }
}
