/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.inAnyOrder;

import dev.sparrow.testing.PairCases.ByParity;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/// The joins of `PairRdd`, each by all its overloads.
final class JoinCases {
    private JoinCases() {}

    static List<OperatorCase> all() {
        return List.of(
                inAnyOrder("PairRdd.join", s -> s.pairs().join(s.otherPairs()), JoinCases::inner),
                inAnyOrder(
                        "PairRdd.join into partitions",
                        s -> s.pairs().join(s.otherPairs(), s.more()),
                        JoinCases::inner),
                inAnyOrder(
                        "PairRdd.join by partitioner",
                        s -> s.pairs().join(s.otherPairs(), new ByParity()),
                        JoinCases::inner),
                inAnyOrder(
                        "PairRdd.join of what is in place",
                        s -> s.pairs().partitionBy(new ByParity()).join(s.otherPairs()),
                        JoinCases::inner),
                inAnyOrder("PairRdd.leftOuterJoin", s -> s.pairs().leftOuterJoin(s.otherPairs()), JoinCases::left),
                inAnyOrder(
                        "PairRdd.leftOuterJoin into partitions",
                        s -> s.pairs().leftOuterJoin(s.otherPairs(), s.more()),
                        JoinCases::left),
                inAnyOrder(
                        "PairRdd.leftOuterJoin by partitioner",
                        s -> s.pairs().leftOuterJoin(s.otherPairs(), new ByParity()),
                        JoinCases::left),
                inAnyOrder("PairRdd.rightOuterJoin", s -> s.pairs().rightOuterJoin(s.otherPairs()), JoinCases::right),
                inAnyOrder(
                        "PairRdd.rightOuterJoin into partitions",
                        s -> s.pairs().rightOuterJoin(s.otherPairs(), s.more()),
                        JoinCases::right),
                inAnyOrder(
                        "PairRdd.rightOuterJoin by partitioner",
                        s -> s.pairs().rightOuterJoin(s.otherPairs(), new ByParity()),
                        JoinCases::right),
                inAnyOrder("PairRdd.fullOuterJoin", s -> s.pairs().fullOuterJoin(s.otherPairs()), JoinCases::full),
                inAnyOrder(
                        "PairRdd.fullOuterJoin into partitions",
                        s -> s.pairs().fullOuterJoin(s.otherPairs(), s.more()),
                        JoinCases::full),
                inAnyOrder(
                        "PairRdd.fullOuterJoin by partitioner",
                        s -> s.pairs().fullOuterJoin(s.otherPairs(), new ByParity()),
                        JoinCases::full),
                inAnyOrder("PairRdd.cogroup", s -> s.pairs().cogroup(s.otherPairs()), JoinCases::coGrouped),
                inAnyOrder(
                        "PairRdd.cogroup into partitions",
                        s -> s.pairs().cogroup(s.otherPairs(), s.more()),
                        JoinCases::coGrouped),
                inAnyOrder(
                        "PairRdd.cogroup by partitioner",
                        s -> s.pairs().cogroup(s.otherPairs(), new ByParity()),
                        JoinCases::coGrouped),
                inAnyOrder(
                        "PairRdd.cogroup of three",
                        s -> s.pairs().cogroup(s.otherPairs(), s.pairs()),
                        s -> keyed(s, (left, right) -> List.of(new Tuple3<>(left, right, left)))),
                inAnyOrder(
                        "PairRdd.subtractByKey", s -> s.pairs().subtractByKey(s.otherPairs()), JoinCases::subtracted),
                inAnyOrder(
                        "PairRdd.subtractByKey into partitions",
                        s -> s.pairs().subtractByKey(s.otherPairs(), s.more()),
                        JoinCases::subtracted),
                inAnyOrder(
                        "PairRdd.subtractByKey by partitioner",
                        s -> s.pairs().subtractByKey(s.otherPairs(), new ByParity()),
                        JoinCases::subtracted));
    }

    private static List<?> inner(Sample sample) {
        return keyed(sample, JoinCases::product);
    }

    private static List<?> left(Sample sample) {
        return keyed(sample, (left, right) -> product(left, optional(right)));
    }

    private static List<?> right(Sample sample) {
        return keyed(sample, (left, right) -> product(optional(left), right));
    }

    private static List<?> full(Sample sample) {
        return keyed(sample, (left, right) -> product(optional(left), optional(right)));
    }

    private static List<?> coGrouped(Sample sample) {
        return keyed(sample, (left, right) -> List.of(new Tuple2<>(left, right)));
    }

    private static List<?> subtracted(Sample sample) {
        return keyed(sample, (left, right) -> right.isEmpty() ? left : List.of());
    }

    private static List<?> product(List<?> left, List<?> right) {
        return left.stream().flatMap(l -> right.stream().map(r -> new Tuple2<Object, Object>(l, r))).toList();
    }

    private static List<?> optional(List<?> values) {
        return values.isEmpty() ? List.of(Optional.empty()) : values.stream().map(Optional::ofNullable).toList();
    }

    /// Pairs of each key and what is made of its values in both datasets.
    private static List<?> keyed(Sample sample, BiFunction<List<Integer>, List<String>, List<?>> pairing) {
        Map<Integer, List<Integer>> left = PairCases.grouped(sample.pairList());
        Map<Integer, List<String>> right = PairCases.grouped(sample.otherPairList());
        var keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        var pairs = new ArrayList<Object>();
        for (var key : keys) {
            var made =
                    pairing.apply(
                            Objects.requireNonNullElse(left.get(key), Collections.emptyList()),
                            Objects.requireNonNullElse(right.get(key), Collections.emptyList()));
            made.forEach(value -> pairs.add(new Tuple2<Object, Object>(key, value)));
        }
        return pairs;
    }
}
