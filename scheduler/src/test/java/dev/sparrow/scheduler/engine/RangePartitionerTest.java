/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.RangePartitioner;
import dev.sparrow.Sparrow;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.task.TaskContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Ranges of keys that know their bounds from the start.
class RangePartitionerTest extends ContextTest {
    private static final Set<Integer> COMPUTED = new ConcurrentSkipListSet<>();

    private static PairRdd<Integer, Integer> shuffledKeys(Sparrow sc, int count, int partitions) {
        var numbers = IntStream.range(0, count).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, new Random(7));
        return sc.parallelize(numbers, partitions).keyBy(x -> x);
    }

    @Test
    void ranges_areOrderedAndOfAboutEqualSize() {
        var sc = context("local[2]");
        var pairs = shuffledKeys(sc, 20_000, 5);
        var placed = pairs.partitionBy(new RangePartitioner<>(8, pairs));
        assertThat(placed.getNumPartitions()).isEqualTo(8);
        var last = -1;
        for (var range : placed.keys().glom().collect()) {
            assertThat(range.size()).isBetween(1_500, 3_500);
            assertThat(range.stream().min(Integer::compare)).hasValue(last + 1);
            last = range.stream().max(Integer::compare).orElseThrow();
        }
        assertThat(last).isEqualTo(19_999);
    }

    @Test
    void partitionsOfUnequalSize_countByTheirSize() {
        var sc = context("local[2]");
        var few = sc.parallelize(List.of(-1, -2, -3), 3);
        var many = sc.parallelize(IntStream.range(0, 10_000).boxed().toList(), 1);
        var pairs = few.union(many).keyBy(x -> x);
        var sizes = pairs.partitionBy(new RangePartitioner<>(4, pairs)).glom().map(List::size).collect();
        assertThat(sizes).hasSize(4).allSatisfy(size -> assertThat(size).isBetween(1_500, 4_000));
    }

    @Test
    void equalKeys_stayTogether_soThereMayBeFewerPartitions() {
        var sc = context("local[2]");
        var same = sc.parallelize(List.of(5, 5, 5, 5, 9), 2).keyBy(x -> x);
        var by = new RangePartitioner<>(4, same);
        assertThat(by.numPartitions()).isLessThanOrEqualTo(3);
        assertThat(by.getPartition(4)).isEqualTo(by.getPartition(5)).isZero();
        assertThat(by.getPartition(9)).isPositive();
        assertThat(new RangePartitioner<>(4, sc.<Integer>emptyRdd().keyBy(x -> x)).numPartitions()).isOne();
    }

    @Test
    void filterByRange_computesOnlyThePartitionsThatItNeeds() {
        var sc = context("local[2]");
        var pairs = shuffledKeys(sc, 1_000, 4);
        var placed = pairs.partitionBy(new RangePartitioner<>(10, pairs, false));
        COMPUTED.clear();
        var some =
                placed.mapPartitionsToPair(
                                in -> {
                                    COMPUTED.add(TaskContext.get().partitionId());
                                    return in;
                                },
                                true)
                        .filterByRange(300, 400);
        assertThat(some.getNumPartitions()).isBetween(2, 4);
        assertThat(some.keys().collect())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(300, 400).boxed().toList());
        assertThat(COMPUTED).hasSize(some.getNumPartitions());
        assertThat(some.explain()).containsPattern("partitions \\d to \\d\n");
    }

    private static PairRdd<Integer, Integer> watched(PairRdd<Integer, Integer> pairs) {
        return pairs.mapPartitionsToPair(
                in -> {
                    COMPUTED.add(TaskContext.get().partitionId());
                    return in;
                },
                true);
    }

    @Test
    void filterByRange_afterASort_computesOnlyThePartitionsThatItNeeds() {
        var sc = context("local[2]");
        Comparator<Integer> backwards = Comparator.reverseOrder();
        SerializableComparator<Integer> mine = (left, right) -> Integer.compare(left, right);
        var pairs = shuffledKeys(sc, 1_000, 4);
        for (var some :
                List.of(
                        watched(pairs.sortByKey(true, 10)).filterByRange(300, 400),
                        watched(pairs.sortByKey(false, 10)).mapValues(x -> x).filterByRange(300, 400),
                        watched(pairs.sortByKey(true, 10)).filterByRange(backwards, 400, 300),
                        watched(pairs.sortByKey(backwards, true, 10)).filterByRange(300, 400),
                        watched(pairs.sortByKey(mine, true, 10)).filterByRange(mine, 300, 400))) {
            COMPUTED.clear();
            assertThat(some.keys().collect())
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(300, 400).boxed().toList());
            assertThat(COMPUTED).hasSizeBetween(2, 4);
            assertThat(some.explain()).containsPattern("partitions that can hold keys of filterByRange at .*\n");
        }
    }

    @Test
    void filterByRange_afterASortOfAnotherOrder_readsAll() {
        var sc = context("local[2]");
        SerializableComparator<Integer> mine = (left, right) -> Integer.compare(left, right);
        var some = watched(shuffledKeys(sc, 100, 2).sortByKey(true, 5)).filterByRange(mine, 30, 40);
        COMPUTED.clear();
        assertThat(some.count()).isEqualTo(11);
        assertThat(COMPUTED).hasSize(5);
    }

    @Test
    void filterByRange_ofASortedDatasetThatIsCachedOrWritten_findsTheSame(@TempDir Path folder) {
        var sc = context("local[2]");
        sc.setCheckpointDir(folder.toString());
        var sorted = watched(shuffledKeys(sc, 1_000, 4).sortByKey(true, 10)).cache();
        COMPUTED.clear();
        assertThat(sorted.filterByRange(300, 400).count()).isEqualTo(101);
        assertThat(COMPUTED).as("made and cached").hasSizeBetween(2, 4);
        assertThat(sorted.count()).isEqualTo(1_000);
        COMPUTED.clear();
        assertThat(sorted.filterByRange(-5, 99).count()).isEqualTo(100);
        assertThat(COMPUTED).as("made again").isEmpty();
        var before = sorted.filterByRange(100, 199);
        sorted.checkpoint();
        assertThat(sorted.count()).isEqualTo(1_000);
        sorted.unpersist();
        assertThat(before.count()).isEqualTo(100);
        assertThat(sorted.filterByRange(200, 299).count()).isEqualTo(100);
    }

    @Test
    void placedByTheSameRanges_joinWithoutMoving() {
        var sc = context("local[2]");
        var pairs = shuffledKeys(sc, 100, 4);
        var by = new RangePartitioner<>(3, pairs);
        var joined = pairs.partitionBy(by).join(pairs.mapValues(x -> -x).partitionBy(by));
        assertThat(joined.partitioner()).contains(by);
        assertThat(joined.toDebugString()).doesNotContain("hash(");
        assertThat(joined.lookup(7)).singleElement().satisfies(both -> assertThat(both._2()).isEqualTo(-7));
    }

    @Test
    void twoOfTheSameBounds_areEqual_butNotByOrdersThatOnlyLookAlike() {
        var sc = context("local[1]");
        var pairs = shuffledKeys(sc, 100, 1);
        assertThat(new RangePartitioner<>(3, pairs))
                .isEqualTo(new RangePartitioner<>(3, pairs, true))
                .hasSameHashCodeAs(new RangePartitioner<>(3, pairs, true))
                .hasToString("range(3)")
                .isNotEqualTo(new RangePartitioner<>(3, pairs, false))
                .isNotEqualTo(new RangePartitioner<>(2, pairs));
        SerializableComparator<Integer> mine = (left, right) -> Integer.compare(left, right);
        assertThat(new RangePartitioner<>(3, pairs, true, mine)).isNotEqualTo(new RangePartitioner<>(3, pairs));
    }

    @Test
    void whatCannotBe_isNamedWithTheUsersLine() {
        var sc = context("local[1]");
        var pairs = shuffledKeys(sc, 10, 1);
        assertThatThrownBy(() -> new RangePartitioner<>(0, pairs))
                .hasMessageContaining("RangePartitioner at RangePartitionerTest.java:")
                .hasMessageContaining("at least 1 partition, not 0");
        var withNull = sc.parallelize(Arrays.asList(1, null, 2), 1).keyBy(x -> x);
        assertThatThrownBy(() -> new RangePartitioner<>(2, withNull))
                .hasMessageContaining("RangePartitioner at RangePartitionerTest.java:");
        SerializableComparator<Integer> failing =
                (_, _) -> {
                    throw new IllegalStateException("no order");
                };
        assertThatThrownBy(() -> new RangePartitioner<>(2, pairs, true, failing)).hasMessageContaining("no order");
    }
}
