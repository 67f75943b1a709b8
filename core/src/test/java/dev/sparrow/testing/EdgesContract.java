/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.DoubleRdd;
import dev.sparrow.Rdd;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.testing.PairCases.ByParity;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Where operators end: what they need not compute, what they refuse, and with which words.
public abstract class EdgesContract extends EngineContract {

    private static AbstractThrowableAssert<?, ?> refused(ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    // ---- What is not computed ---------------------------------------------------------------------------------------

    @Test
    void toLocalIterator_runsAJobForEachPartitionThatIsReached() {
        var sc = context();
        var iterator = sc.range(0, 64, 1, 64).toLocalIterator();
        var events = Events.of(sc);
        assertThat(events.news(Event.JobStarted.class)).isEmpty();
        assertThat(iterator.next()).isZero();
        assertThat(events.news(Event.JobStarted.class)).hasSizeLessThanOrEqualTo(2);
        iterator.next();
        iterator.next();
        assertThat(events.news(Event.JobStarted.class)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void take_looksAtOnePartitionAndThenAtFourTimesAsMany() {
        var sc = context();
        var numbers = sc.range(0, 64, 1, 64);
        var events = Events.of(sc);
        assertThat(numbers.take(1)).containsExactly(0L);
        assertThat(events.news(Event.TaskFinished.class)).hasSize(1);
        assertThat(numbers.take(3)).containsExactly(0L, 1L, 2L);
        assertThat(events.news(Event.TaskFinished.class)).hasSize(1 + 4);
        assertThat(numbers.first()).isZero();
        assertThat(numbers.isEmpty()).isFalse();
        assertThat(events.news(Event.TaskFinished.class)).hasSize(2);
    }

    @Test
    void take_asksForNoElementBehindTheLastItTakes() {
        var numbers = context().range(1, 100, 1, 1).map(x -> 60 / (3 - x));
        assertThat(numbers.take(2)).containsExactly(30L, 60L);
    }

    @Test
    void lookupOfPlacedKeys_computesOnePartition() {
        var sc = context();
        var placed = sc.range(0, 100, 1, 10).keyBy(x -> x % 20).partitionBy(new HashPartitioner(16));
        assertThat(placed.count()).isEqualTo(100);
        var events = Events.of(sc);
        assertThat(placed.lookup(7L)).containsExactly(7L, 27L, 47L, 67L, 87L);
        assertThat(events.news(Event.TaskFinished.class)).hasSize(1);
    }

    // ---- Nothing there ----------------------------------------------------------------------------------------------

    @Test
    void actionsThatNeedAnElement_sayThatThereIsNone() {
        var sc = context();
        for (Rdd<Integer> empty : List.of(sc.<Integer>emptyRdd(), sc.<Integer>parallelize(List.of(), 7))) {
            Map<String, ThrowingCallable> actions =
                    Map.of(
                            "first", () -> empty.first(),
                            "reduce", () -> empty.reduce(Integer::sum),
                            "min", () -> empty.min(),
                            "max", () -> empty.max(Comparator.<Integer>naturalOrder()));
            actions.forEach((name, action) ->
                    refused(ErrorCode.EMPTY_DATASET, action)
                            .hasMessageContaining(name + " at EdgesContract.java:")
                            .hasMessageContaining("the dataset is empty")
                            .hasMessageContaining("isEmpty()"));
            assertThat(empty.take(3)).isEmpty();
        }
    }

    @Test
    void statisticsOfNothing_areNotNumbers() {
        DoubleRdd none = context().parallelizeDoubles(List.of(), 3);
        var stats = none.stats();
        assertThat(stats.count()).isZero();
        assertThat(stats.mean()).isNaN();
        assertThat(stats.stdev()).isNaN();
        assertThat(stats.min()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(none.sum()).isZero();
        assertThat(none.histogram(new double[] {0, 1})).containsExactly(0);
        refused(ErrorCode.EMPTY_DATASET, () -> none.histogram(3)).hasMessageContaining("at least one element");
    }

    // ---- Numbers at their ends --------------------------------------------------------------------------------------

    @Test
    void count_reachesTheLargestLongAndNotFurther() {
        var sc = context();
        var all = sc.range(0, Long.MAX_VALUE);
        assertThat(all.count()).isEqualTo(Long.MAX_VALUE);
        assertThat(all.take(2)).containsExactly(0L, 1L);
        refused(ErrorCode.OVERFLOW, () -> all.union(all).count())
                .hasMessageContaining("count at EdgesContract.java:")
                .hasMessageContaining("more than 9223372036854775807 elements");
        refused(ErrorCode.OVERFLOW, () -> all.union(all).coalesce(1).count())
                .hasMessageContaining("9223372036854775807");
        refused(ErrorCode.OVERFLOW, () -> sc.range(0, 1).union(all).union(all).zipWithIndex().take(2))
                .hasMessageContaining("zipWithIndex at EdgesContract.java:");
    }

    @Test
    void shortForms_areTheLongOnes() {
        var sc = context();
        assertThat(sc.range(3).collect()).isEqualTo(sc.range(0, 3).collect());
        assertThat(sc.parallelize(1, null, 3).collect()).containsExactly(1, null, 3);
        assertThat(sc.parallelize("a", "b").count()).isEqualTo(2);
        assertThat(sc.parallelize(List.of(1, 2, 3), 2).getNumPartitions()).isEqualTo(2);
    }

    @Test
    void preferredLocations_areThoseOfTheFirstSourceThatPrefersSome() {
        var sc = context();
        var a = sc.<Integer>makeRdd(List.of(Tuple2.of(1, List.of("h1", "h2")), Tuple2.of(2, List.of())));
        var b = sc.<Integer>makeRdd(List.of(Tuple2.of(3, List.of("h3")), Tuple2.of(4, List.of("h4"))));
        var plain = sc.parallelize(List.of(5, 6), 2);
        assertThat(places(a)).containsExactly(List.of("h1", "h2"), List.of());
        assertThat(places(a.map(x -> x + 1).filter(x -> x > 2))).isEqualTo(places(a));
        assertThat(places(plain.union(a).union(b)))
                .containsExactly(List.of(), List.of(), List.of("h1", "h2"), List.of(), List.of("h3"), List.of("h4"));
        assertThat(places(plain.zip(a))).isEqualTo(places(a));
        assertThat(places(a.zip(b))).containsExactly(List.of("h1", "h2"), List.of("h4"));
        assertThat(places(plain.cartesian(b)))
                .containsExactly(List.of("h3"), List.of("h4"), List.of("h3"), List.of("h4"));
        assertThat(places(plain.union(b).coalesce(2))).containsExactly(List.of(), List.of("h3"));
        assertThat(places(b.distinct())).containsExactly(List.of(), List.of());
        assertThat(places(b.cache())).containsExactly(List.of("h3"), List.of("h4"));
        var none = sc.<Integer>makeRdd(List.of());
        assertThat(places(none)).containsExactly(List.of());
        assertThat(none.collect()).isEmpty();
    }

    private static List<List<String>> places(Rdd<?> dataset) {
        return IntStream.range(0, dataset.getNumPartitions()).mapToObj(dataset::preferredLocations).toList();
    }

    @Test
    void placesThatAreNone_areRefused() {
        var sc = context();
        refused(ErrorCode.INVALID_ARGUMENT, () -> sc.makeRdd(List.of(new Tuple2<>(1, null))))
                .hasMessageContaining("makeRdd at EdgesContract.java:")
                .hasMessageContaining("an element has no list of places, or a place that is null: (1,null).");
        refused(ErrorCode.INVALID_ARGUMENT, () -> sc.range(2).preferredLocations(-1))
                .hasMessageContaining("there is no partition -1, only ");
    }

    @Test
    void range_isExactAtTheEndsOfLong() {
        var sc = context();
        refused(ErrorCode.OVERFLOW, () -> sc.range(Long.MIN_VALUE, Long.MAX_VALUE))
                .hasMessageContaining("18446744073709551615 numbers");
        refused(ErrorCode.INVALID_ARGUMENT, () -> sc.range(0, 1, 0, 1)).hasMessageContaining("the step is 0");
        assertThat(sc.range(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 2).collect())
                .containsExactly(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 1);
        assertThat(sc.range(Long.MIN_VALUE + 1, 0).count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sumBeyondLong_isTheUsersExceptionWhereverItHappens() {
        var sc = context();
        var inATask = sc.parallelize(List.of(Long.MAX_VALUE, 1L), 1);
        var whenMerging = sc.parallelize(List.of(Long.MAX_VALUE, 1L), 2);
        for (var numbers : List.of(inATask, whenMerging)) {
            refused(ErrorCode.USER_FUNCTION, () -> numbers.reduce(Math::addExact))
                    .hasMessageContaining("reduce at EdgesContract.java:")
                    .hasMessageContaining("long overflow");
        }
        assertThat(sc.parallelize(List.of(Long.MAX_VALUE - 1, 1L), 2).reduce(Math::addExact)).isEqualTo(Long.MAX_VALUE);
        assertThat(sc.parallelizeDoubles(List.of(Double.MAX_VALUE, Double.MAX_VALUE), 2).sum()).isInfinite();
    }

    @Test
    void histogram_closesItsLastBucketAndLeavesOutWhatIsOutside() {
        var doubles = context().parallelizeDoubles(List.of(-0.0, 0.0, 1.0, 2.0, 2.5, 3.0, 3.1, Double.NaN, -1.0), 4);
        assertThat(doubles.histogram(new double[] {0, 1, 2, 3})).containsExactly(2, 1, 3);
        var byCount = doubles.filter(x -> x >= 0).histogram(2);
        assertThat(byCount._1()).containsExactly(0.0, 1.55, 3.1);
        assertThat(byCount._2()).containsExactly(3, 4);
        var equal = context().parallelizeDoubles(List.of(5.0, 5.0), 2).histogram(10);
        assertThat(equal._1()).containsExactly(5.0, 5.0);
        assertThat(equal._2()).containsExactly(2);
        refused(ErrorCode.EMPTY_DATASET, () -> doubles.histogram(2)).hasMessageContaining("all finite");
        refused(ErrorCode.INVALID_ARGUMENT, () -> doubles.histogram(new double[] {1, 1}))
                .hasMessageContaining("[1.0, 1.0]");
        refused(ErrorCode.INVALID_ARGUMENT, () -> doubles.histogram(0)).hasMessageContaining("at least 1 bucket");
    }

    // ---- Comparators ------------------------------------------------------------------------------------------------

    @Test
    void comparatorThatThrows_isTheUsersFailure() {
        var numbers = context().range(0, 100, 1, 4);
        SerializableComparator<Long> throwing =
                (left, _) -> {
                    throw new IllegalStateException("cannot compare " + left);
                };
        Map<String, ThrowingCallable> uses =
                Map.of(
                        "sortBy", () -> numbers.sortBy(x -> x, throwing, true, 3).collect(),
                        "sortByKey", () -> numbers.keyBy(x -> x).sortByKey(throwing, false, 1).collect(),
                        "repartitionAndSortWithinPartitions",
                                () ->
                                        numbers.keyBy(x -> x)
                                                .repartitionAndSortWithinPartitions(new HashPartitioner(1), throwing)
                                                .collect(),
                        "takeOrdered", () -> numbers.takeOrdered(5, throwing),
                        "top", () -> numbers.top(5, throwing),
                        "max", () -> numbers.max(throwing));
        uses.forEach((name, use) ->
                refused(ErrorCode.USER_FUNCTION, use)
                        .hasMessageContaining(name + " at EdgesContract.java:")
                        .hasMessageContaining("cannot compare "));
    }

    @Test
    void comparatorThatContradictsItself_isTold() {
        var numbers = context().range(0, 1000, 1, 4);
        SerializableComparator<Long> contradicting = (left, right) -> Math.floorMod(left - right + 1, 3) - 1;
        Map<String, ThrowingCallable> uses =
                Map.of(
                        "sortBy", () -> numbers.sortBy(x -> x, contradicting, true, 3).collect(),
                        "sortByKey", () -> numbers.keyBy(x -> x).sortByKey(contradicting, false, 1).collect(),
                        "takeOrdered", () -> numbers.takeOrdered(500, contradicting),
                        "top", () -> numbers.top(500, contradicting));
        uses.forEach((name, use) ->
                refused(ErrorCode.INCONSISTENT_COMPARATOR, use)
                        .hasMessageContaining(name + " at EdgesContract.java:")
                        .hasMessageContaining("contradicts itself"));
        assertThat(numbers.max(contradicting)).isBetween(0L, 999L);
    }

    @Test
    void nullWhereTheNaturalOrderIsAsked_isTheUsersFailure() {
        var numbers = context().parallelize(Arrays.asList(1, null, 2), 2);
        refused(ErrorCode.USER_FUNCTION, () -> numbers.sortBy(x -> x).collect())
                .hasMessageContaining("NullPointerException");
        refused(ErrorCode.USER_FUNCTION, () -> numbers.takeOrdered(2)).hasMessageContaining("NullPointerException");
        refused(ErrorCode.USER_FUNCTION, () -> numbers.max()).hasMessageContaining("NullPointerException");
    }

    // ---- Arguments --------------------------------------------------------------------------------------------------

    @Test
    void zipOfUnequalShapes_saysWhereTheyDiffer() {
        var sc = context();
        var three = sc.parallelize(List.of(1, 2, 3), 3);
        refused(ErrorCode.ZIP_MISMATCH, () -> three.zip(sc.parallelize(List.of(1, 2, 3), 2)))
                .hasMessageContaining("zip at EdgesContract.java:")
                .hasMessageContaining("3 and 2 partitions");
        refused(ErrorCode.ZIP_MISMATCH, () -> three.zip(three.filter(x -> x != 2)).collect())
                .hasMessageContaining("zip at EdgesContract.java:")
                .hasMessageContaining("partition 1")
                .hasMessageContaining("the left side has at least 1 elements and the right side has 0");
    }

    @Test
    void impossibleArguments_areRefusedWhereTheyAreGiven() {
        var sc = context();
        var numbers = sc.parallelize(List.of(1, 2), 2);
        Map<String, ThrowingCallable> calls =
                Map.ofEntries(
                        Map.entry("at least 1 partition, not 0", () -> sc.parallelize(List.of(), 0)),
                        Map.entry("at least 1 partition, not -1", () -> numbers.repartition(-1)),
                        Map.entry("at least 1 partition, not -2", () -> numbers.coalesce(-2)),
                        Map.entry("at least 1 partition, not -3", () -> numbers.sortBy(x -> x, true, -3)),
                        Map.entry("at least 1 partition, not -4", () -> numbers.distinct(-4)),
                        Map.entry("the fraction is 1.5", () -> numbers.sample(false, 1.5)),
                        Map.entry("the fraction is NaN", () -> numbers.sample(true, Double.NaN)),
                        Map.entry("elements is -1", () -> numbers.take(-1)),
                        Map.entry("elements is -2", () -> numbers.top(-2)),
                        Map.entry("null for a function", () -> numbers.map(null)),
                        Map.entry("the partitioner is null", () -> numbers.keyBy(x -> x).partitionBy(null)));
        calls.forEach((words, call) -> refused(ErrorCode.INVALID_ARGUMENT, call).hasMessageContaining(words));
    }

    @Test
    void datasetOfAnotherContext_isRefused() {
        var here = context().parallelize(List.of(1), 1);
        var there = context().parallelize(List.of(2), 1);
        Map<String, ThrowingCallable> calls =
                Map.of(
                        "union", () -> here.union(there),
                        "zip", () -> here.zip(there),
                        "cartesian", () -> here.cartesian(there),
                        "subtract", () -> here.subtract(there),
                        "intersection", () -> here.intersection(there),
                        "join", () -> here.keyBy(x -> x).join(there.keyBy(x -> x)));
        calls.forEach((name, call) ->
                refused(ErrorCode.FOREIGN_DATASET, call)
                        .hasMessageContaining(name + " at EdgesContract.java:")
                        .hasMessageContaining("another context"));
    }

    /// A partitioner that knows numbers only must not be asked where a pair or a text belongs.
    @Test
    void partitionerOfTheKeys_doesNotPlaceOtherThings() {
        var pairs =
                context()
                        .parallelizePairs(List.of(Tuple2.of(1, "a"), Tuple2.of(2, "b")), 2)
                        .partitionBy(new ByParity());
        Rdd<Tuple2<Integer, String>> elements = pairs.mapPartitions(all -> all, true);

        assertThat(pairs.intersection(elements).count()).isEqualTo(2);
        assertThat(pairs.distinct().count()).isEqualTo(2);
        assertThat(pairs.subtract(elements).count()).isZero();
        assertThat(elements.intersection(pairs).count()).isEqualTo(2);
        assertThat(elements.distinct().count()).isEqualTo(2);
        assertThat(elements.subtract(pairs).count()).isZero();
        assertThat(pairs.groupBy(pair -> pair._2()).count()).isEqualTo(2);
        assertThat(pairs.countByValue()).hasSize(2);
    }

    @Test
    void configuredParallelism_decidesWhereNothingElseDoes() {
        var sc = context(new SparrowConf().set(Keys.DEFAULT_PARALLELISM, "5"));
        var pairs = sc.parallelize(IntStream.range(0, 20).boxed().toList()).mapToPair(x -> new Tuple2<>(x, x));
        assertThat(pairs.getNumPartitions()).isEqualTo(5);
        assertThat(pairs.coalesce(2).reduceByKey(Integer::sum).getNumPartitions()).isEqualTo(5);
        assertThat(pairs.reduceByKey(Integer::sum, 3).join(pairs).getNumPartitions()).isEqualTo(5);
        assertThat(pairs.reduceByKey(Integer::sum, 8).join(pairs).getNumPartitions()).isEqualTo(8);
    }
}
