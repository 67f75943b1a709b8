/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Persisted datasets: what is computed, what is kept, and until when.
class CacheTest extends CountedTest {
    private static int keptPartitions(Sparrow sc) {
        return sc.storageStatus().getFirst().cachedPartitions();
    }

    @Test
    void secondAction_computesNothing() {
        var sc = context("local[2]");
        var dataset = counted(sc, 1000, 4).cache();
        assertThat(CALLS).hasValue(0);
        assertThat(dataset.collect()).isEqualTo(tripled(1000));
        assertThat(CALLS).hasValue(1000);
        assertThat(dataset.collect()).isEqualTo(tripled(1000));
        assertThat(dataset.map(x -> x + 1).reduce(Integer::sum)).isEqualTo(1000 * 999 / 2 * 3 + 1000);
        assertThat(dataset.count()).isEqualTo(1000);
        assertThat(CALLS).hasValue(1000);
        assertThat(EngineAccess.of(sc).openLeases()).isZero();
    }

    @Test
    void cachedDatasetOfAnotherDataset_isMadeOfItsPartitions() {
        var sc = context("local[2]");
        var first = counted(sc, 100, 4).cache();
        var second = first.map(x -> counted(x)).filter(x -> x % 2 == 0).cache();
        assertThat(second.count()).isEqualTo(50);
        assertThat(CALLS).hasValue(200);
        assertThat(second.collect()).hasSize(50);
        assertThat(first.collect()).hasSize(100);
        assertThat(CALLS).hasValue(200);
        first.unpersist(true);
        assertThat(second.collect()).hasSize(50);
        assertThat(CALLS).hasValue(200);
    }

    @Test
    void cleanedExchanges_areMadeAgain_upToAPersistedAncestor() {
        var sc = context("local[2]");
        var sums = counted(sc, 100, 4).mapToPair(x -> new Tuple2<>(x % 10, 1)).reduceByKey(Integer::sum, 3).cache();
        var sorted = sums.sortByKey(true, 2);
        var expected = sorted.collect();
        var engine = EngineAccess.of(sc);
        assertThat(engine.outputs()).hasSize(7);

        sorted.cleanShuffleDependencies();
        await().untilAsserted(() -> assertThat(engine.outputs()).hasSize(4));
        assertThat(sorted.collect()).isEqualTo(expected);
        assertThat(CALLS).hasValue(100);

        sums.unpersist();
        sorted.cleanShuffleDependencies();
        await().untilAsserted(() -> assertThat(engine.outputs()).isEmpty());
        assertThat(sorted.collect()).isEqualTo(expected);
        assertThat(CALLS).hasValue(200);
    }

    @Test
    void evictedPartition_aloneIsComputedAgain() {
        var sc = context("local[2]");
        var dataset = counted(sc, 100, 4).cache();
        assertThat(dataset.evict(0)).isFalse();
        dataset.count();

        assertThat(dataset.evict(2)).isTrue();
        assertThat(dataset.evict(2)).isFalse();
        assertThat(dataset.evict(4)).isFalse();
        assertThat(keptPartitions(sc)).isEqualTo(3);
        assertThat(dataset.collect()).isEqualTo(tripled(100));
        assertThat(CALLS).hasValue(125);
        assertThat(keptPartitions(sc)).isEqualTo(4);
    }

    @Test
    void unpersist_freesAndComputesAnew() {
        var sc = context("local[2]");
        var dataset = counted(sc, 100, 4).cache();
        dataset.count();
        var blocks = EngineAccess.of(sc).blocks();
        assertThat(blocks.bytesInMemory()).isPositive();
        assertThat(sc.storageStatus()).hasSize(1);

        assertThat(dataset.unpersist(true)).isSameAs(dataset);
        assertThat(blocks.bytesInMemory()).isZero();
        assertThat(sc.storageStatus()).isEmpty();
        assertThat(dataset.getStorageLevel()).isEqualTo(StorageLevel.NONE);
        assertThat(dataset.collect()).isEqualTo(tripled(100));
        assertThat(dataset.collect()).isEqualTo(tripled(100));
        assertThat(CALLS).hasValue(300);
        assertThat(blocks.bytesInMemory()).isZero();

        dataset.persist(StorageLevel.DISK_ONLY).count();
        assertThat(blocks.bytesInMemory()).isZero();
        assertThat(blocks.bytesOnDisk()).isPositive();
        assertThat(dataset.collect()).isEqualTo(tripled(100));
        assertThat(CALLS).hasValue(400);
        dataset.unpersist();
        await().untilAsserted(() -> assertThat(blocks.bytesOnDisk()).isZero());
    }

    @Test
    void level_isToldAndCannotChange() {
        var sc = context("local[2]");
        var dataset = counted(sc, 10, 2);
        assertThat(dataset.getStorageLevel()).isEqualTo(StorageLevel.NONE);
        assertThat(dataset.cache()).isSameAs(dataset);
        assertThat(dataset.getStorageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
        dataset.persist(StorageLevel.MEMORY_ONLY);
        assertThatThrownBy(() -> dataset.persist(StorageLevel.DISK_ONLY))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageMatching(
                        "persist at CacheTest.java:\\d+: map at CountedTest.java:\\d+ \\[dataset 1\\] is persisted as"
                                + " MEMORY_ONLY and cannot become DISK_ONLY. Call unpersist\\(\\) first.");
        assertThatThrownBy(() -> dataset.persist(StorageLevel.NONE)).hasMessageContaining("use unpersist");
        dataset.unpersist().persist(StorageLevel.DISK_ONLY);
        assertThat(dataset.getStorageLevel()).isEqualTo(StorageLevel.DISK_ONLY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void take_keepsOnlyWhatItReadsToTheEnd(boolean loopIsMade) {
        var sc = context("local[1]");
        if (loopIsMade) {
            var large = counted(sc, 10_000, 1).cache();
            large.count();
            large.unpersist(true);
            CALLS.set(0);
        }
        var dataset = counted(sc, 1000, 10).cache();
        assertThat(dataset.take(5)).hasSize(5);
        assertThat(CALLS.get()).isBetween(5, 10); // windows grow by doubling
        assertThat(keptPartitions(sc)).isZero();
        assertThat(dataset.take(150)).hasSize(150);
        assertThat(keptPartitions(sc)).isEqualTo(1);
        CALLS.set(0);
        assertThat(dataset.collect()).isEqualTo(tripled(1000));
        assertThat(CALLS).hasValue(900);
        assertThat(keptPartitions(sc)).isEqualTo(10);
        assertThat(EngineAccess.of(sc).openLeases()).isZero();
    }

    @Test
    void exchangeBehindKeptPartitions_isNotReadAgain() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var counts = counted(sc, 1000, 4).mapToPair(x -> new Tuple2<>(x % 10, 1)).reduceByKey(Integer::sum, 3).cache();
        assertThat(counts.count()).isEqualTo(10);
        var engine = EngineAccess.of(sc);
        for (var map = 0; map < 4; map++) {
            assertThat(engine.loseMapOutput(map)).isOne();
        }
        assertThat(counts.collectAsMap()).hasSize(10).containsEntry(7, 100);
        assertThat(counts.mapValues(x -> x + 1).sortByKey(true, 2).collect()).hasSize(10);
        engine.awaitEvents();
        assertThat(recorder.tasksFinished("reduceByKey")).isEqualTo(4);
        assertThat(CALLS).hasValue(1000);
    }

    @Test
    void missingPartition_isMadeAgainAlone_withWhatItNeeds() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var counts = counted(sc, 1000, 4).mapToPair(x -> new Tuple2<>(x % 10, 1)).reduceByKey(Integer::sum, 3);
        var kept = counts.mapValues(x -> counted(x)).cache();
        var expected = kept.collect();
        assertThat(CALLS).hasValue(1010);
        var engine = EngineAccess.of(sc);
        engine.losePartition(kept.id(), 1);
        for (var map = 0; map < 4; map++) {
            engine.loseMapOutput(map);
        }
        CALLS.set(0);
        assertThat(kept.collect()).isEqualTo(expected);
        engine.awaitEvents();
        assertThat(recorder.tasksFinished("reduceByKey")).isEqualTo(8);
        assertThat(CALLS.get()).isGreaterThan(1000).isLessThan(1010);
        CALLS.set(0);
        assertThat(kept.collect()).isEqualTo(expected);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void lostPartition_costsItselfAlone_andEventsSayWhy() {
        var sc = context("local[2]");
        var recorder = Recorder.on(sc);
        var dataset = counted(sc, 800, 8).cache();
        var expected = dataset.collect();
        assertThat(EngineAccess.of(sc).losePartition(dataset.id(), 3)).isTrue();
        assertThat(dataset.explain()).contains("7 of 8 partitions");
        CALLS.set(0);
        assertThat(dataset.collect()).isEqualTo(expected);
        assertThat(CALLS).hasValue(100);
        assertThat(dataset.map(x -> x).explain())
                .containsPattern(
                        "So far:\n  map at CountedTest.java:\\d+: partition 3 computed again. It was cached and is not there any"
                                + " more: .*\n$");
        EngineAccess.of(sc).awaitEvents();
        var lost = recorder.all(Event.DataLost.class);
        assertThat(lost).hasSize(1);
        assertThat(lost.getFirst().name()).startsWith("map at CountedTest.java:");
        assertThat(lost.getFirst().partitions()).containsExactly(3);
        assertThat(lost.getFirst().reason()).contains("is not there any more");
    }

    @Test
    void partitionLostWhileTheJobWaits_bringsBackWhatWasSpared() throws InterruptedException {
        var sc = context("local[1]");
        var counts = counted(sc, 100, 2).mapToPair(x -> new Tuple2<>(x % 10, 1)).reduceByKey(Integer::sum, 2).cache();
        var expected = counts.collect();
        var engine = EngineAccess.of(sc);
        for (var map = 0; map < 2; map++) {
            engine.loseMapOutput(map);
        }
        Gate.close();
        var job =
                Thread.ofVirtual().start(() -> assertThat(counts.map(x -> Gate.pass(x)).collect()).isEqualTo(expected));
        Gate.awaitFirst();
        assertThat(engine.losePartition(counts.id(), 1)).isTrue();
        Gate.open();
        job.join();
        assertThat(CALLS).hasValue(200);
        assertThat(keptPartitions(sc)).isEqualTo(2);
        assertThat(counts.collect()).isEqualTo(expected);
    }

    /// Where tasks wait until a test lets them go.
    private static final class Gate {
        private static volatile CountDownLatch arrived = new CountDownLatch(0);
        private static volatile CountDownLatch opened = new CountDownLatch(0);

        static void close() {
            arrived = new CountDownLatch(1);
            opened = new CountDownLatch(1);
        }

        static void awaitFirst() throws InterruptedException {
            arrived.await();
        }

        static void open() {
            opened.countDown();
        }

        static <T> T pass(T value) throws InterruptedException {
            arrived.countDown();
            opened.await();
            return value;
        }
    }

    @Test
    void handleThatIsGone_freesWhatItKept() {
        var sc = context("local[2]");
        var blocks = EngineAccess.of(sc).blocks();
        var reader = counted(sc, 100, 4).cache().map(x -> x + 1);
        assertThat(reader.count()).isEqualTo(100);
        System.gc();
        assertThat(reader.count()).isEqualTo(100);
        assertThat(CALLS).as("the handle that reads it keeps it").hasValue(100);
        reader = null;
        await().untilAsserted(() -> {
            System.gc();
            assertThat(blocks.bytesInMemory()).isZero();
            assertThat(sc.storageStatus()).isEmpty();
        });
    }

    @Test
    void iteratorOfADatasetWithoutAHandle_keepsWhatItReads() {
        var sc = context("local[2]");
        var dataset = counted(sc, 100, 4).cache();
        dataset.count();
        var elements = dataset.toLocalIterator();
        dataset = null;
        assertThat(elements.next()).isZero();
        counted(sc, 10, 1).cache().count();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(sc.storageStatus()).hasSizeLessThan(2);
        });
        assertThat(elements).toIterable().hasSize(99);
        assertThat(CALLS).hasValue(110);
    }

    @Test
    void datasetReadOnlyThroughAnExchange_isKeptForTheJobAlone() {
        var sc = context("local[2]");
        var blocks = EngineAccess.of(sc).blocks();
        var sums = sumsOverKept(sc);
        await().untilAsserted(() -> {
            System.gc();
            assertThat(sc.storageStatus().getFirst().cachedPartitions()).isZero();
        });
        assertThat(sums.collect()).hasSize(10);
        assertThat(CALLS).hasValue(100);
        await().untilAsserted(() -> assertThat(keptPartitions(sc)).isZero());
        assertThat(blocks.openLeases()).isZero();
    }

    private static Rdd<Tuple2<Integer, Tuple2<Integer, Integer>>> sumsOverKept(Sparrow sc) {
        var pairs = counted(sc, 100, 4).cache().mapToPair(x -> new Tuple2<>(x % 10, x));
        return pairs.reduceByKey(Integer::sum, 2).join(pairs.reduceByKey(Integer::max, 2), 2);
    }

    @Test
    void twoHundredDatasets_leaveNothing() {
        var sc = context("local[2]");
        var blocks = EngineAccess.of(sc).blocks();
        for (var i = 0; i < 200; i++) {
            var shift = i;
            var dataset = sc.parallelize(List.of(1, 2, 3), 2).map(x -> x + shift).persist(levelOf(i));
            assertThat(dataset.count()).isEqualTo(3);
            if (i % 2 == 0) {
                dataset.unpersist();
            }
        }
        await().untilAsserted(() -> {
            System.gc();
            assertThat(blocks.bytesInMemory() + blocks.bytesOnDisk()).isZero();
            assertThat(sc.storageStatus()).isEmpty();
        });
    }

    private static StorageLevel levelOf(int i) {
        return List.of(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK, StorageLevel.DISK_ONLY).get(i % 3);
    }
}
