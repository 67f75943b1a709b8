/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys whose `equals` is their identity are refused by whatever asks whether two keys are equal.
public abstract class IdentityKeysContract extends EngineContract {
    /// Where equal keys would meet if it were asked of the hash, and does not ask it.
    private static final class OnePlace extends Partitioner {
        private static final long serialVersionUID = 1;

        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }
    }

    interface Use {
        void of(PairRdd<int[], Integer> pairs, Rdd<int[]> elements);
    }

    record Case(String method, Use use) {
        @Override
        public String toString() {
            return method;
        }
    }

    private static final Partitioner PLACE = new OnePlace();
    private static final int[] KEY = {1};

    static List<Case> cases() {
        return Stream.of(aggregations(), joins(), actions(), sets()).flatMap(List::stream).toList();
    }

    private static List<Case> aggregations() {
        return List.of(
                new Case("reduceByKey", (p, _) -> p.reduceByKey(Integer::sum).count()),
                new Case("reduceByKey", (p, _) -> p.reduceByKey(PLACE, Integer::sum).count()),
                new Case("foldByKey", (p, _) -> p.foldByKey(0, PLACE, Integer::sum).count()),
                new Case("aggregateByKey", (p, _) -> p.aggregateByKey(0, PLACE, Integer::sum, Integer::sum).count()),
                new Case("combineByKey", (p, _) -> p.combineByKey(x -> x, Integer::sum, Integer::sum, PLACE).count()),
                new Case("groupByKey", (p, _) -> p.groupByKey(PLACE).count()),
                new Case("groupByKey", (p, _) -> p.groupByKey().count()),
                new Case("groupBy", (_, e) -> e.groupBy(x -> x).count()),
                new Case("countApproxDistinctByKey", (p, _) -> p.countApproxDistinctByKey(0.1, PLACE).count()));
    }

    private static List<Case> joins() {
        return List.of(
                new Case("join", (p, _) -> p.join(p, PLACE).count()),
                new Case("leftOuterJoin", (p, _) -> p.leftOuterJoin(p, PLACE).count()),
                new Case("rightOuterJoin", (p, _) -> p.rightOuterJoin(p, PLACE).count()),
                new Case("fullOuterJoin", (p, _) -> p.fullOuterJoin(p, PLACE).count()),
                new Case("cogroup", (p, _) -> p.cogroup(p, PLACE).count()),
                new Case("groupWith", (p, _) -> p.groupWith(p).count()),
                new Case("subtractByKey", (p, _) -> p.subtractByKey(p, PLACE).count()),
                new Case("subtract", (_, e) -> e.subtract(e, PLACE).count()));
    }

    private static List<Case> actions() {
        return List.of(
                new Case("reduceByKeyLocally", (p, _) -> p.reduceByKeyLocally(Integer::sum)),
                new Case("countByKey", (p, _) -> p.countByKey()),
                new Case("countByKeyApprox", (p, _) -> p.countByKeyApprox(10_000).getFinalValue()),
                new Case("countByValue", (_, e) -> e.countByValue()),
                new Case("countByValueApprox", (_, e) -> e.countByValueApprox(10_000).getFinalValue()),
                new Case("countApproxDistinct", (_, e) -> e.countApproxDistinct(0.1)),
                new Case("collectAsMap", (p, _) -> p.collectAsMap()),
                new Case("lookup", (p, _) -> p.lookup(KEY)));
    }

    private static List<Case> sets() {
        return List.of(
                new Case("distinct", (_, e) -> e.distinct().count()),
                new Case("intersection", (_, e) -> e.intersection(e).count()),
                new Case("partitionBy", (p, _) -> p.partitionBy(new HashPartitioner(2)).count()),
                new Case("sampleByKey", (p, _) -> p.sampleByKey(false, Map.of(KEY, 0.5), 1).count()),
                new Case("sampleByKeyExact", (p, _) -> p.sampleByKeyExact(false, Map.of(KEY, 0.5), 1).count()));
    }

    /// They hand keys on, or ask for their order.
    private static final Set<String> ASK_NOT =
            Set.of(
                    "cache",
                    "coalesce",
                    "filter",
                    "filterByRange",
                    "flatMapValues",
                    "fromRdd",
                    "keys",
                    "mapValues",
                    "persist",
                    "repartition",
                    "repartitionAndSortWithinPartitions",
                    "sample",
                    "setName",
                    "sortByKey",
                    "union",
                    "unpersist",
                    "values",
                    "withResources");

    @ParameterizedTest
    @MethodSource("cases")
    void arraysAsKeys_areRefused(Case one) {
        var elements = context().parallelize(List.of(1, 1, 2), 2).map(x -> new int[] {x});
        var pairs = elements.mapToPair(x -> new Tuple2<>(x, x[0]));

        assertThatThrownBy(() -> one.use().of(pairs, elements))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSTABLE_KEY))
                .hasMessageContaining("A key of type int[] cannot be used")
                .hasMessageContaining(" at IdentityKeysContract.java:");
    }

    @Test
    void everyMethodOfPairs_isListed() {
        var methods = names(PairRdd.class.getDeclaredMethods(), _ -> true);
        var listed = cases().stream().map(Case::method).collect(Collectors.toCollection(TreeSet::new));
        listed.addAll(ASK_NOT);

        assertThat(listed).containsAll(methods);
    }

    /// A method of datasets of any elements has keys if what it returns has.
    @Test
    void everyMethodThatMakesKeysOfElements_isListed() {
        var makers =
                names(
                        Rdd.class.getDeclaredMethods(),
                        method ->
                                method.getGenericReturnType().getTypeName().matches(".*(Map<|PairRdd<).*")
                                        || method.getName().toLowerCase(Locale.ROOT).contains("distinct"));
        var passOn =
                Set.of(
                        "cartesian",
                        "flatMapToPair",
                        "mapToPair",
                        "mapPartitionsToPair",
                        "keyBy",
                        "zip",
                        "zipWithIndex",
                        "zipWithUniqueId");
        var listed = cases().stream().map(Case::method).collect(Collectors.toCollection(TreeSet::new));
        listed.addAll(passOn);

        assertThat(listed).containsAll(makers);
    }

    private static Set<String> names(Method[] methods, Predicate<Method> which) {
        return Arrays.stream(methods)
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(which)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
