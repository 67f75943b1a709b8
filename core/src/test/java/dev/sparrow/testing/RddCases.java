/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;
import static dev.sparrow.testing.Sample.key;
import static dev.sparrow.testing.Sample.orZero;
import static dev.sparrow.testing.Sample.plus;

import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The transformations of `Rdd`, and the sources that hold elements.
final class RddCases {
    private static final SerializableComparator<Integer> BY_LAST_DIGIT =
            (left, right) -> Integer.compare(orZero(left) % 10, orZero(right) % 10);

    private RddCases() {}

    static List<OperatorCase> sources() {
        return List.of(
                inOrder(
                        "Sparrow.parallelize",
                        s -> s.sc().parallelize(s.numbers(), Math.max(1, s.partitions())),
                        Sample::numbers),
                inOrder("Sparrow.parallelize by default", s -> s.sc().parallelize(s.numbers()), Sample::numbers),
                inOrder(
                        "Sparrow.parallelizePairs",
                        s -> s.sc().parallelizePairs(s.pairList(), s.more()),
                        Sample::pairList),
                inOrder(
                        "Sparrow.parallelizePairs by default",
                        s -> s.sc().parallelizePairs(s.pairList()),
                        Sample::pairList),
                inOrder(
                        "Sparrow.parallelizeDoubles",
                        s -> s.sc().parallelizeDoubles(s.doubleList(), s.more()),
                        Sample::doubleList),
                inOrder(
                        "Sparrow.parallelizeDoubles by default",
                        s -> s.sc().parallelizeDoubles(s.doubleList()),
                        Sample::doubleList),
                inOrder(
                        "Sparrow.range",
                        s -> s.sc().range(-3, s.numbers().size()),
                        s -> LongStream.range(-3, s.numbers().size()).boxed().toList()),
                inOrder(
                        "Sparrow.range down by 7",
                        s -> s.sc().range(100, s.partitions(), -7, s.more()),
                        s -> LongStream.iterate(100, x -> x > s.partitions(), x -> x - 7).boxed().toList()),
                inOrder(
                        "Sparrow.makeRdd",
                        s ->
                                s.sc().<Integer>makeRdd(
                                                s.numbers().stream()
                                                        .map(n -> Tuple2.of(n, List.of("nowhere")))
                                                        .toList()),
                        Sample::numbers),
                inOrder("Sparrow.emptyRdd", s -> s.sc().emptyRdd(), _ -> List.of()),
                inOrder(
                        "Sparrow.union",
                        s -> s.sc().union(s.rdd(), s.otherRdd(), s.rdd()),
                        s -> joined(joined(s.numbers(), s.others()), s.numbers())),
                inOrder(
                        "Sparrow.union of pairs",
                        s -> s.sc().union(s.pairs(), s.pairs()).values(),
                        s -> joined(s.numbers(), s.numbers())),
                inOrder(
                        "Sparrow.union of doubles",
                        s -> s.sc().union(s.doubles(), s.doubles()),
                        s -> joined(s.doubleList(), s.doubleList())));
    }

    static List<OperatorCase> elements() {
        return List.of(
                inOrder("Rdd.map", s -> s.rdd().map(x -> plus(x, 1)), s -> s.stream().map(x -> plus(x, 1)).toList()),
                inOrder(
                        "Rdd.filter",
                        s -> s.rdd().filter(Sample::isEven),
                        s -> s.stream().filter(Sample::isEven).toList()),
                inOrder(
                        "Rdd.flatMap",
                        s -> s.rdd().flatMap(x -> copies(x).iterator()),
                        s -> s.stream().flatMap(x -> copies(x).stream()).toList()),
                inOrder(
                        "Rdd.mapToPair",
                        s -> s.rdd().mapToPair(x -> new Tuple2<>(x, key(x))),
                        s -> s.stream().map(x -> new Tuple2<>(x, key(x))).toList()),
                inOrder(
                        "Rdd.flatMapToPair",
                        s -> s.rdd().flatMapToPair(x -> copies(x).stream().map(y -> new Tuple2<>(x, y)).iterator()),
                        s -> s.stream().flatMap(x -> copies(x).stream().map(y -> new Tuple2<>(x, y))).toList()),
                inOrder(
                        "Rdd.mapToDouble",
                        s -> s.rdd().mapToDouble(x -> orZero(x) / 3.0),
                        s -> s.stream().map(x -> orZero(x) / 3.0).toList()),
                inOrder(
                        "Rdd.flatMapToDouble",
                        s -> s.rdd().flatMapToDouble(x -> copies(x).stream().map(y -> orZero(y) / 3.0).iterator()),
                        s -> s.stream().flatMap(x -> copies(x).stream().map(y -> orZero(y) / 3.0)).toList()),
                inOrder("Rdd.keyBy", s -> s.rdd().keyBy(Sample::key), Sample::pairList),
                inOrder("Rdd.sample none", s -> s.rdd().sample(false, 0, 1), _ -> List.of()),
                inOrder("Rdd.sample all", s -> s.rdd().sample(false, 1, 1), Sample::numbers),
                inOrder("Rdd.sample by chance", s -> s.rdd().sample(false, 1), Sample::numbers),
                inOrder(
                        "Rdd.sample more than all",
                        s -> s.rdd().sample(true, 700.5, 1).distinct(1),
                        s -> s.stream().distinct().toList()));
    }

    private static List<Integer> copies(Integer number) {
        return Collections.nCopies(Math.floorMod(orZero(number), 3), number);
    }

    static List<OperatorCase> partitions() {
        return List.of(
                inOrder("Rdd.mapPartitions", s -> s.rdd().mapPartitions(RddCases::sum), RddCases::sums),
                inOrder(
                        "Rdd.mapPartitions keeping keys",
                        s -> s.pairs().partitionBy(new HashPartitioner(1)).mapPartitions(pairs -> pairs, true),
                        Sample::pairList),
                inAnyOrder(
                        "Rdd.mapPartitionsToPair keeping keys",
                        s ->
                                s.pairs()
                                        .partitionBy(new PairCases.ByParity())
                                        .mapPartitionsToPair(pairs -> pairs, true)
                                        .groupByKey(new PairCases.ByParity())
                                        .keys(),
                        s -> s.stream().map(Sample::key).distinct().toList()),
                inOrder(
                        "Rdd.mapPartitionsToPair",
                        s -> s.rdd().mapPartitionsToPair(xs -> List.of(new Tuple2<>("sum", sum(xs).next())).iterator()),
                        s -> sums(s).stream().map(sum -> new Tuple2<>("sum", sum)).toList()),
                inOrder(
                        "Rdd.mapPartitionsToDouble",
                        s -> s.rdd().mapPartitionsToDouble(xs -> List.of(sum(xs).next() / 2.0).iterator()),
                        s -> sums(s).stream().map(sum -> sum / 2.0).toList()),
                inOrder(
                        "Rdd.mapPartitionsToDouble keeping keys",
                        s -> s.rdd().mapPartitionsToDouble(xs -> List.of(sum(xs).next() / 2.0).iterator(), true),
                        s -> sums(s).stream().map(sum -> sum / 2.0).toList()),
                inOrder(
                        "Rdd.mapPartitionsWithIndex",
                        s -> s.rdd().mapPartitionsWithIndex((p, xs) -> indexed(p, xs)),
                        RddCases::indexed),
                inOrder(
                        "Rdd.mapPartitionsWithIndex keeping keys",
                        s -> s.rdd().mapPartitionsWithIndex((p, xs) -> indexed(p, xs), true),
                        RddCases::indexed),
                inOrder("Rdd.glom", s -> s.rdd().glom(), Sample::slices),
                inOrder(
                        "Rdd.zipWithIndex",
                        s -> s.rdd().zipWithIndex(),
                        s ->
                                IntStream.range(0, s.numbers().size())
                                        .mapToObj(i -> new Tuple2<>(s.numbers().get(i), (long) i))
                                        .toList()),
                inOrder("Rdd.coalesce", s -> s.rdd().coalesce(3), Sample::numbers),
                inAnyOrder("Rdd.coalesce with shuffle", s -> s.rdd().coalesce(s.more(), true), Sample::numbers),
                inAnyOrder("Rdd.repartition", s -> s.rdd().repartition(s.more()), Sample::numbers),
                inOrder("Rdd.repartition to one", s -> s.rdd().repartition(1), Sample::numbers));
    }

    private static Iterator<Integer> sum(Iterator<Integer> numbers) {
        var sum = 0;
        while (numbers.hasNext()) {
            sum += orZero(numbers.next());
        }
        return List.of(sum).iterator();
    }

    private static List<Integer> sums(Sample sample) {
        return sample.slices().stream().map(slice -> sum(slice.iterator()).next()).toList();
    }

    private static Iterator<String> indexed(int partition, Iterator<Integer> numbers) {
        var all = new ArrayList<String>();
        numbers.forEachRemaining(x -> all.add(partition + ":" + x));
        return all.iterator();
    }

    private static List<String> indexed(Sample sample) {
        var all = new ArrayList<String>();
        for (var p = 0; p < sample.partitions(); p++) {
            indexed(p, sample.slices().get(p).iterator()).forEachRemaining(all::add);
        }
        return all;
    }

    static List<OperatorCase> several() {
        return List.of(
                inOrder("Rdd.union", s -> s.rdd().union(s.otherRdd()), s -> joined(s.numbers(), s.others())),
                inOrder(
                        "Rdd.union with itself",
                        s -> {
                            var rdd = s.rdd();
                            return rdd.union(rdd);
                        },
                        s -> joined(s.numbers(), s.numbers())),
                inOrder(
                        "Rdd.zip",
                        s -> s.rdd().zip(s.rdd().map(x -> plus(x, 1))),
                        s -> s.stream().map(x -> new Tuple2<>(x, plus(x, 1))).toList()),
                inAnyOrder(
                        "Rdd.cartesian",
                        s -> s.rdd().cartesian(s.otherRdd().coalesce(2)),
                        s -> s.stream().flatMap(x -> s.others().stream().map(y -> new Tuple2<>(x, y))).toList()),
                inAnyOrder(
                        "Rdd.intersection",
                        s -> s.rdd().intersection(s.otherRdd()),
                        s -> s.stream().distinct().filter(s.others()::contains).toList()),
                inAnyOrder(
                        "Rdd.subtract",
                        s -> s.rdd().subtract(s.otherRdd()),
                        s -> s.stream().filter(x -> !s.others().contains(x)).toList()),
                inAnyOrder(
                        "Rdd.subtract into partitions",
                        s -> s.rdd().subtract(s.otherRdd(), s.more()),
                        s -> s.stream().filter(x -> !s.others().contains(x)).toList()),
                inAnyOrder("Rdd.distinct", s -> s.rdd().distinct(), s -> s.stream().distinct().toList()),
                inOrder(
                        "Rdd.distinct into one partition",
                        s -> s.rdd().distinct(1),
                        s -> s.stream().distinct().toList()),
                inAnyOrder("Rdd.groupBy", s -> s.rdd().groupBy(Sample::key), RddCases::groups),
                inAnyOrder(
                        "Rdd.groupBy into partitions", s -> s.rdd().groupBy(Sample::key, s.more()), RddCases::groups),
                inOrder("Rdd.sortBy", s -> s.filled().sortBy(x -> x), s -> s.filledList().stream().sorted().toList()),
                inOrder(
                        "Rdd.sortBy descending",
                        s -> s.filled().sortBy(x -> x, false, s.more()),
                        s -> s.filledList().stream().sorted(Comparator.reverseOrder()).toList()),
                inOrder(
                        "Rdd.sortBy descending, as many partitions",
                        s -> s.filled().sortBy(x -> x, false),
                        s -> s.filledList().stream().sorted(Comparator.reverseOrder()).toList()),
                inOrder(
                        "Rdd.sortBy comparator, as many partitions",
                        s -> s.filled().sortBy(x -> x, Comparator.reverseOrder()),
                        s -> s.filledList().stream().sorted(Comparator.reverseOrder()).toList()),
                inOrder(
                        "Rdd.sortBy lambda, as many partitions",
                        s -> s.filled().sortBy(x -> x, (left, right) -> right.compareTo(left)),
                        s -> s.filledList().stream().sorted(Comparator.reverseOrder()).toList()),
                inOrder(
                        "Rdd.sortBy comparator",
                        s -> s.rdd().sortBy(x -> x, BY_LAST_DIGIT, true, s.more()),
                        s -> s.stream().sorted(BY_LAST_DIGIT).toList()),
                inOrder(
                        "Rdd.sortBy comparator descending",
                        s -> s.rdd().sortBy(x -> x, BY_LAST_DIGIT, false, 2),
                        s -> s.stream().sorted(BY_LAST_DIGIT.reversed()).toList()));
    }

    private static List<Tuple2<Integer, List<Integer>>> groups(Sample sample) {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        sample.numbers().forEach(x -> groups.computeIfAbsent(key(x), _ -> new ArrayList<>()).add(x));
        return groups.entrySet().stream().map(group -> new Tuple2<>(group.getKey(), group.getValue())).toList();
    }

    static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
