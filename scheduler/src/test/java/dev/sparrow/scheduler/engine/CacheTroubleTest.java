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
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Persisted datasets when memory is short, disks are bad, jobs meet or fail.
class CacheTroubleTest extends CountedTest {
    @TempDir Path folder;

    private Sparrow context(String master, String memoryBytes) {
        return context(
                new SparrowConf()
                        .setMaster(TestMaster.or(master))
                        .set(Keys.LOCAL_DIR, folder.toString())
                        .set(Keys.MEMORY_BYTES, memoryBytes));
    }

    @Test
    void tooLittleMemory_keepsWhatFits_andComputesTheRestAgain() {
        var sc = context("local[2]", "400k");
        var dataset = counted(sc, 200_000, 8).cache();
        assertThat(dataset.count()).isEqualTo(200_000);
        var kept = sc.storageStatus().getFirst().cachedPartitions();
        assertThat(kept).isBetween(1, 7);
        CALLS.set(0);
        // Collected elements would need the memory of the partitions that are kept.
        assertThat(dataset.reduce(Integer::sum)).isEqualTo(tripled(200_000).stream().reduce(0, Integer::sum));
        assertThat(CALLS).hasValue(200_000 / 8 * (8 - kept));

        var onDisk = counted(sc, 200_000, 8).persist(StorageLevel.MEMORY_AND_DISK);
        assertThat(onDisk.count()).isEqualTo(200_000);
        CALLS.set(0);
        assertThat(onDisk.collect()).isEqualTo(tripled(200_000));
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void damagedFile_isNoticedAndOnlyThatPartitionMadeAgain() throws IOException {
        var sc = context("local[2]", "1g");
        var dataset = counted(sc, 8_000, 8).persist(StorageLevel.DISK_ONLY);
        assertThat(dataset.count()).isEqualTo(8_000);
        try (var files = Files.walk(folder)) {
            var all = files.filter(file -> Files.isRegularFile(file) && !file.endsWith(".lock")).toList();
            assertThat(all).hasSize(8);
            var bytes = Files.readAllBytes(all.getFirst());
            bytes[bytes.length / 2] ^= 0x10;
            Files.write(all.getFirst(), bytes);
            Files.delete(all.get(3));
        }
        CALLS.set(0);
        assertThat(dataset.collect()).isEqualTo(tripled(8_000));
        assertThat(CALLS).hasValue(2_000);
        assertThat(dataset.collect()).isEqualTo(tripled(8_000));
        assertThat(CALLS).hasValue(2_000);
        sc.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void jobsThatBeginTogether_computeEachPartitionOnce() throws InterruptedException {
        var sc = context("local[4]");
        var dataset = counted(sc, 10_000, 16).cache();
        var wrong = new AtomicInteger();
        var jobs =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            if (!dataset.collect().equals(tripled(10_000))) {
                                                wrong.incrementAndGet();
                                            }
                                        }))
                        .toList();
        for (var job : jobs) {
            job.join();
        }
        assertThat(wrong).hasValue(0);
        assertThat(CALLS).hasValue(10_000);
        assertThat(EngineAccess.of(sc).openLeases()).isZero();
    }

    private static volatile CountDownLatch reached = new CountDownLatch(1);

    /// Never ends by itself from element 50 on.
    private static int stuck(int x) throws InterruptedException {
        if (x == 50) {
            reached.countDown();
            new CountDownLatch(1).await();
        }
        return x;
    }

    @Test
    void cancelledJob_leavesNothingHalf() throws InterruptedException {
        var sc = context("local[1]");
        reached = new CountDownLatch(1);
        var dataset = sc.parallelize(IntStream.range(0, 100).boxed().toList(), 1).map(x -> stuck(x)).cache();
        var job = Thread.ofVirtual().start(() -> assertThatThrownBy(dataset::count).hasMessageContaining("cancelled"));
        reached.await();
        sc.cancelAllJobs();
        job.join();
        var blocks = EngineAccess.of(sc).blocks();
        await().untilAsserted(() -> assertThat(blocks.bytesInMemory()).isZero());
        assertThat(sc.storageStatus().getFirst().cachedPartitions()).isZero();
        assertThat(dataset.take(10)).hasSize(10);
        assertThat(blocks.openLeases()).isZero();
    }

    @Test
    void failureThatUserCodeSwallows_isNotKeptAsAnEnd() {
        var sc = context("local[2]");
        var dataset =
                sc.parallelize(List.of(1, 2, 3, 4), 1)
                        .map(x -> failing(x))
                        .mapPartitions(elements -> {
                            var first = elements.next();
                            try {
                                elements.next();
                            } catch (RuntimeException e) {
                                // goes on with what it has
                            }
                            return List.of(first).iterator();
                        })
                        .cache();
        assertThat(dataset.collect()).containsExactly(1);
        assertThat(dataset.collect()).as("a user's failure is the user's affair").containsExactly(1);
    }

    private static int failing(int x) {
        if (x > 1) {
            throw new IllegalStateException("not this one");
        }
        return x;
    }

    /// The test changes what the function has captured.
    private static Rdd<Integer> shifted(Sparrow sc, int by) {
        var shiftNow = new int[] {by};
        var numbers = sc.parallelize(IntStream.range(0, 8).boxed().toList(), 4);
        SHIFT.set(0, shiftNow);
        return numbers.map(x -> x + shiftNow[0]);
    }

    private static final List<int[]> SHIFT = new ArrayList<>(List.of(new int[1]));

    @Test
    void closures_arePinnedByTheFirstJobThatKeepsSomething() {
        var sc = context("local[1]");
        var dataset = shifted(sc, 10).cache();
        assertThat(dataset.take(3)).as("keeps the first partition").containsExactly(10, 11, 12);
        SHIFT.getFirst()[0] = 20;
        assertThat(dataset.collect()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
        EngineAccess.of(sc).losePartition(dataset.id(), 2);
        assertThat(dataset.collect()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
        dataset.unpersist();
        assertThat(dataset.collect()).containsExactly(20, 21, 22, 23, 24, 25, 26, 27);
    }

    @Test
    void jobThatKeepsNothing_pinsNothing() {
        var sc = context("local[1]");
        var dataset = shifted(sc, 10).map(x -> 100 / (x - 10)).cache();
        assertThatThrownBy(dataset::collect).hasMessageContaining("by zero");
        SHIFT.getFirst()[0] = 20;
        assertThat(dataset.collect()).hasSize(8);
        assertThat(dataset.collect()).containsExactly(10, 9, 8, 7, 7, 6, 6, 5);
    }

    private record Opaque(Object lock) {}

    @Test
    void elementsThatCannotBeEncoded_areNotKept_andDoNoHarm() {
        var sc = context("local[2]");
        var dataset =
                sc.parallelize(List.of(1, 2, 3), 2).map(x -> new Opaque(new Thread())).persist(StorageLevel.DISK_ONLY);
        assertThat(dataset.map(opaque -> opaque.lock()).filter(Objects::nonNull).count()).isEqualTo(3);
        assertThat(dataset.count()).isEqualTo(3);
        assertThat(sc.storageStatus().getFirst().cachedPartitions()).isZero();
    }

    @Test
    void longChainOfKeptDatasets_isComputed() {
        var sc = context("local[2]");
        Rdd<Integer> numbers = sc.parallelize(List.of(1, 2, 3), 2);
        for (var i = 0; i < 100; i++) {
            numbers = numbers.map(x -> x + 1).cache();
        }
        assertThat(numbers.collect()).containsExactly(101, 102, 103);
        assertThat(numbers.collect()).containsExactly(101, 102, 103);
        assertThat(sc.storageStatus()).hasSize(100);
    }
}
