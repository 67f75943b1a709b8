/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static dev.sparrow.testing.OperatorCase.inAnyOrder;
import static dev.sparrow.testing.OperatorCase.inOrder;

import dev.sparrow.PairRdd;
import dev.sparrow.RangePartitioner;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.Tuple2;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Pairs that a [RangePartitioner] placed.
final class RangeCases {
    private static final SerializableComparator<Integer> NULL_FIRST =
            (left, right) -> Comparator.nullsFirst(Comparator.<Integer>naturalOrder()).compare(left, right);

    private RangeCases() {}

    static List<OperatorCase> all() {
        return Stream.of(sorted(), filtered()).flatMap(List::stream).toList();
    }

    /// Ranges in order, each in order, are all in order.
    private static List<OperatorCase> sorted() {
        return List.of(
                inOrder(
                        "PairRdd.repartitionAndSortWithinPartitions of ranges",
                        s -> filled(s).repartitionAndSortWithinPartitions(ranges(s, s.more(), true)),
                        s -> expected(s, -1000, 1000).sorted(Comparator.comparing(Tuple2::_1)).toList()),
                inOrder(
                        "PairRdd.repartitionAndSortWithinPartitions of descending ranges",
                        s ->
                                filled(s)
                                        .repartitionAndSortWithinPartitions(
                                                ranges(s, 3, false), Comparator.reverseOrder()),
                        s ->
                                expected(s, -1000, 1000)
                                        .sorted((left, right) -> Integer.compare(right._1(), left._1()))
                                        .toList()));
    }

    private static List<OperatorCase> filtered() {
        return List.of(
                inAnyOrder(
                        "PairRdd.filterByRange of ranges",
                        s -> filled(s).partitionBy(ranges(s, 4, true)).filterByRange(-1, 7),
                        s -> expected(s, -1, 7).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange of descending ranges",
                        s -> filled(s).partitionBy(ranges(s, s.more(), false)).filterByRange(5, 5),
                        s -> expected(s, 5, 5).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange of ranges, and reduced",
                        s -> filled(s).partitionBy(ranges(s, 4, true)).filterByRange(0, 50).groupByKey().keys(),
                        s -> expected(s, 0, 50).map(Tuple2::_1).distinct().toList()),
                inAnyOrder(
                        "PairRdd.filterByRange by order, of ranges",
                        s ->
                                s.pairs()
                                        .partitionBy(new RangePartitioner<>(s.more(), s.pairs(), true, NULL_FIRST))
                                        .filterByRange(NULL_FIRST, null, 0),
                        s -> s.pairList().stream().filter(pair -> pair._1() == null || pair._1() <= 0).toList()),
                inOrder(
                        "PairRdd.filterByRange of sorted pairs",
                        s -> filled(s).sortByKey(true, s.more()).filterByRange(-1, 7),
                        s -> expected(s, -1, 7).sorted(Comparator.comparing(Tuple2::_1)).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange of pairs sorted descending, and cached",
                        s -> filled(s).sortByKey(false, s.more()).cache().filterByRange(5, 5),
                        s -> expected(s, 5, 5).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange by order, of sorted pairs",
                        s -> s.pairs().sortByKey(NULL_FIRST, true, s.more()).filterByRange(NULL_FIRST, null, 0),
                        s -> s.pairList().stream().filter(pair -> pair._1() == null || pair._1() <= 0).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange by another order than that of the ranges",
                        s -> filled(s).partitionBy(ranges(s, 4, true)).filterByRange(NULL_FIRST, -1, 7),
                        s -> expected(s, -1, 7).toList()),
                inAnyOrder(
                        "PairRdd.filterByRange of ranges, from above to below",
                        s -> filled(s).partitionBy(ranges(s, 4, true)).filterByRange(7, -1),
                        _ -> List.of()));
    }

    private static PairRdd<Integer, Integer> filled(Sample sample) {
        return sample.pairs().filter(pair -> pair._1() != null);
    }

    private static RangePartitioner<Integer> ranges(Sample sample, int partitions, boolean ascending) {
        return new RangePartitioner<>(partitions, filled(sample), ascending);
    }

    private static Stream<Tuple2<Integer, Integer>> expected(Sample sample, int lower, int upper) {
        return sample.pairList().stream().filter(pair -> pair._1() != null && lower <= pair._1() && pair._1() <= upper);
    }
}
