/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.action;
import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.key;
import static dev.sparrow.testing.Sample.orZero;

import dev.sparrow.Rdd;
import dev.sparrow.function.Function2;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.testing.PairCases.ByParity;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// What tasks and driver merge level by level, or by key and in groups.
final class GroupCases {
    private static final Function2<List<Integer>, Integer, List<Integer>> ADD = Functions::appended;
    private static final Function2<List<Integer>, List<Integer>, List<Integer>> ADD_ALL = Functions::joined;

    private GroupCases() {}

    static List<OperatorCase> all() {
        return Stream.of(trees(), pairs(), groups()).flatMap(List::stream).toList();
    }

    // ---- Trees ------------------------------------------------------------------------------------------------------

    private static List<OperatorCase> trees() {
        return List.of(
                action(
                        "Rdd.treeReduce",
                        s -> withNine(s).treeReduce(Functions::compose),
                        s -> nine(s).stream().reduce(Functions::compose).orElseThrow()),
                action(
                        "Rdd.treeReduce in five levels",
                        s -> withNine(s).treeReduce(Functions::compose, 5),
                        s -> nine(s).stream().reduce(Functions::compose).orElseThrow()),
                action(
                        "Rdd.treeAggregate",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL),
                        Sample::numbers),
                action(
                        "Rdd.treeAggregate in four levels",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL, 4),
                        Sample::numbers),
                action(
                        "Rdd.treeAggregate to the end",
                        s -> s.rdd().<List<Integer>>treeAggregate(new ArrayList<>(), ADD, ADD_ALL, 2, true),
                        Sample::numbers));
    }

    private static Rdd<Integer> withNine(Sample sample) {
        return sample.rdd().union(sample.sc().parallelize(List.of(9), 1));
    }

    private static List<Integer> nine(Sample sample) {
        return RddCases.joined(sample.numbers(), List.of(9));
    }

    // ---- Pairs ------------------------------------------------------------------------------------------------------

    private static List<OperatorCase> pairs() {
        SerializableComparator<Integer> nullFirst =
                (left, right) -> Integer.compare(left == null ? -99 : left, right == null ? -99 : right);
        return List.of(
                action(
                        "PairRdd.reduceByKeyLocally",
                        s -> s.pairs().reduceByKeyLocally((left, right) -> orZero(left) + orZero(right)),
                        s -> sums(s)),
                inOrder(
                        "PairRdd.filterByRange",
                        s -> s.filled().keyBy(x -> x).filterByRange(-1, 7),
                        s ->
                                s.filledList().stream()
                                        .filter(x -> -1 <= x && x <= 7)
                                        .map(x -> new Tuple2<>(x, x))
                                        .toList()),
                inOrder(
                        "PairRdd.filterByRange by order",
                        s -> s.pairs().filterByRange(nullFirst, null, 0),
                        s -> s.pairList().stream().filter(pair -> pair._1() == null || pair._1() <= 0).toList()),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey",
                        s -> s.pairs().countApproxDistinctByKey(0.01),
                        GroupCases::distinctByKey),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey finer than any estimate",
                        s -> s.pairs().countApproxDistinctByKey(0.000017),
                        GroupCases::distinctByKey),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey into partitions",
                        s -> s.pairs().countApproxDistinctByKey(0.05, s.more()),
                        GroupCases::distinctByKey),
                inAnyOrder(
                        "PairRdd.countApproxDistinctByKey by partitioner",
                        s -> s.pairs().countApproxDistinctByKey(0.02, new ByParity()),
                        GroupCases::distinctByKey));
    }

    private static Map<Integer, Integer> sums(Sample sample) {
        var sums = new HashMap<Integer, Integer>();
        for (var pair : sample.pairList()) {
            var sum =
                    sums.containsKey(pair._1())
                            ? Integer.valueOf(orZero(sums.get(pair._1())) + orZero(pair._2()))
                            : pair._2();
            sums.put(pair._1(), sum);
        }
        return sums;
    }

    private static List<Tuple2<Integer, Long>> distinctByKey(Sample sample) {
        var values = OperatorCase.counts(sample.pairList().stream().distinct().map(Tuple2::_1).toList());
        var pairs = new ArrayList<Tuple2<Integer, Long>>();
        values.forEach((key, count) -> pairs.add(new Tuple2<>((Integer) key, count)));
        return pairs;
    }

    private static List<OperatorCase> groups() {
        return List.of(
                inAnyOrder(
                        "PairRdd.groupWith",
                        s -> s.pairs().groupWith(s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple2<>(xs, ys))),
                inAnyOrder(
                        "PairRdd.groupWith two others",
                        s -> s.pairs().groupWith(s.otherPairs(), s.pairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.groupWith three others",
                        s -> s.pairs().groupWith(s.otherPairs(), s.pairs(), s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of three into partitions",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.more()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.cogroup of three by partitioner",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), new ByParity()),
                        s -> grouped(s, (xs, ys) -> new Tuple3<>(xs, ys, xs))),
                inAnyOrder(
                        "PairRdd.cogroup of four",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of four into partitions",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs(), s.more()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))),
                inAnyOrder(
                        "PairRdd.cogroup of four by partitioner",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs(), s.otherPairs(), new ByParity()),
                        s -> grouped(s, (xs, ys) -> new Tuple4<>(xs, ys, xs, ys))));
    }

    private static List<?> grouped(Sample sample, BiFunction<List<Integer>, List<String>, Object> together) {
        var keys = new ArrayList<Integer>();
        sample.numbers().forEach(x -> keys.add(key(x)));
        sample.others().forEach(x -> keys.add(key(x)));
        return keys.stream()
                .distinct()
                .map(key -> {
                    var xs = sample.pairList().stream().filter(pair -> Objects.equals(pair._1(), key));
                    var ys = sample.otherPairList().stream().filter(pair -> Objects.equals(pair._1(), key));
                    return new Tuple2<>(key, together.apply(xs.map(Tuple2::_2).toList(), ys.map(Tuple2::_2).toList()));
                })
                .toList();
    }
}
