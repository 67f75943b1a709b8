/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.function.SerializableComparator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Sorts of so many partitions that one task digests the samples of all for those that read the bounds.
@Timeout(180)
class DigestedSortTest extends ContextTest {
    private static final int PARTITIONS = 20;
    private static final int COUNT = 20_000;
    private static final AtomicInteger COMPARISONS = new AtomicInteger();

    @BeforeEach
    void startCounting() {
        COMPARISONS.set(0);
    }

    private static int compared(int left, int right) {
        COMPARISONS.incrementAndGet();
        return Integer.compare(left, right);
    }

    private static SerializableComparator<Integer> counting() {
        return (left, right) -> compared(left, right);
    }

    /// Of each number from 0 one, in no order.
    private static Rdd<Integer> mixed(Sparrow sc) {
        return sc.range(0, COUNT, 1, PARTITIONS).map(x -> (int) (x * 7_919 % COUNT));
    }

    private static List<Integer> sorted() {
        return IntStream.range(0, COUNT).boxed().toList();
    }

    @Test
    void numbers_areInOrder_andAboutAsManyInEachPartition() {
        var sorted = mixed(context("local[2]")).sortBy(x -> x);
        assertThat(sorted.collect()).isEqualTo(sorted());
        assertThat(sorted.mapPartitions(all -> List.of(count(all)).iterator()).collect())
                .hasSize(PARTITIONS)
                .allSatisfy(count -> assertThat(count).isBetween(COUNT / PARTITIONS / 2, COUNT / PARTITIONS * 2));
    }

    private static int count(Iterator<?> all) {
        var count = 0;
        for (; all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }

    @Test
    void descendingOrder_isKept_alsoWithNull() {
        var halfOfThem = mixed(context("local[2]")).map(x -> x % 2 == 0 ? x : null);
        var sorted = halfOfThem.sortBy(x -> x, nullsFirst(), false, PARTITIONS).collect();
        assertThat(sorted).hasSize(COUNT).startsWith(COUNT - 2, COUNT - 4);
        assertThat(sorted.subList(COUNT / 2, COUNT)).containsOnlyNulls();
    }

    private static SerializableComparator<Integer> nullsFirst() {
        return (left, right) ->
                left == null || right == null ? Boolean.compare(left != null, right != null) : left - right;
    }

    private int comparisons(String master) {
        COMPARISONS.set(0);
        var sc = context(new SparrowConf().setMaster(master));
        assertThat(mixed(sc).sortBy(x -> x, counting(), true, PARTITIONS).collect()).isEqualTo(sorted());
        return COMPARISONS.get();
    }

    @Test
    void samples_areComparedOnce_howeverManyExecutorsReadTheBounds() {
        assertThat(comparisons(TestMaster.bytes(3))).isEqualTo(comparisons("local[1]"));
    }

    @Test
    void bounds_areDigestedByATaskOfTheirOwn_onceForAllJobs() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var sorted = mixed(sc).keyBy(x -> x).sortByKey();
        assertThat(sorted.explain())
                .contains("Stage 2: digests the survey for sortByKey at ")
                .contains(", 1 task, after stage 1\n")
                .contains("-> the bounds of the partitions\n")
                .contains(", 20 tasks, after stage 2\n");
        assertThat(sorted.count()).isEqualTo(COUNT);
        assertThat(sorted.filterByRange(100, 199).values().collect()).isEqualTo(sorted().subList(100, 200));
        sc.awaitEvents();
        assertThat(recorder.all(Event.StageStarted.class).stream().filter(stage -> stage.tasks() == 1)).hasSize(1);
    }

    @Test
    void comparatorThatThrows_failsTheJobWithItsLine() {
        var sorted =
                mixed(context("local[2]"))
                        .sortBy(
                                x -> x,
                                (left, right) -> {
                                    throw new IllegalStateException("no order for " + (left != null || right != null));
                                },
                                true,
                                PARTITIONS);
        assertThatThrownBy(sorted::collect)
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("no order for true")
                .hasMessageContaining("sortBy at DigestedSortTest.java:");
    }

    @Test
    void withoutPartitions_thereIsNothingToDigest() {
        var none = context("local[2]").<Integer>emptyRdd().keyBy(x -> x).sortByKey(true, PARTITIONS);
        assertThat(none.filterByRange(1, 2).collect()).isEmpty();
    }

    @Test
    void fewSamples_areDigestedByWhoReadsThem() {
        var sorted = mixed(context("local[2]")).coalesce(8).sortBy(x -> x);
        assertThat(sorted.explain()).contains("surveys data").doesNotContain("digests");
        assertThat(sorted.collect()).isEqualTo(sorted());
    }
}
