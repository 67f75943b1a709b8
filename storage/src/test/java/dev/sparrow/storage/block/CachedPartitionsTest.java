/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Cached partitions: what is read is what was written, whatever has to make room, and at the end nothing is left.
class CachedPartitionsTest extends StoreTest {
    private static final CacheId ONE = new CacheId(1);
    private static final CacheId OTHER = new CacheId(2);

    static AttemptId attempt(int number) {
        return new AttemptId(new StageId(1), 0, number);
    }

    static void keep(BlockStore store, CacheId cache, int partition, List<?> elements) {
        try (var writer = store.cached().open(cache, partition, attempt(0))) {
            elements.forEach(writer::append);
            writer.commit();
        }
    }

    /// The elements, null if the partition is not there.
    static List<Object> read(BlockStore store, CacheId cache, int partition) {
        var found = store.cached().read(cache, partition);
        if (found.isEmpty()) {
            return null;
        }
        try (var reader = found.get()) {
            var elements = new ArrayList<>();
            Batch.elements(reader).forEachRemaining(elements::add);
            return elements;
        }
    }

    static List<Long> longs(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void elementsOfAllSorts_comeBackAsTheyWere_fromMemoryAndDisk() {
        var elements = new ArrayList<Object>(longs(5000));
        elements.addAll(List.of("text", Tuple2.of(1, "x"), Tuple2.of(1, 2.5), 3, 4L, 'c', true, List.of(1, 2)));
        elements.add(null);
        IntStream.range(0, 5000)
                .forEach(i -> elements.add(i % 3 == 0 ? Tuple2.of(i, 1.5) : i % 3 == 1 ? (Object) i : "s"));
        for (var level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.DISK_ONLY, StorageLevel.MEMORY_AND_DISK)) {
            var store = store(AMPLE);
            store.cached().register(ONE, level, 2);
            keep(store, ONE, 0, elements);
            assertThat(store.cached().isComplete(ONE)).isFalse();
            keep(store, ONE, 1, List.of());
            assertThat(store.cached().isComplete(ONE)).isTrue();
            assertThat(read(store, ONE, 0)).isEqualTo(elements);
            assertThat(read(store, ONE, 1)).isEmpty();
            assertThat(store.bytesInMemory() > 0).isEqualTo(level.useMemory());
            assertThat(store.bytesOnDisk() > 0).isEqualTo(!level.useMemory());
        }
    }

    @Test
    void changeableElements_areNewForEachReader() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        var array = new int[] {1, 2};
        keep(store, ONE, 0, List.of(7L, array));
        array[0] = 9;
        var first = read(store, ONE, 0);
        assertThat((int[]) first.get(1)).containsExactly(1, 2);
        ((int[]) first.get(1))[0] = 5;
        assertThat((int[]) read(store, ONE, 0).get(1)).containsExactly(1, 2);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Point(double[] x, int label) {}

    @Test
    void recordsWithArrays_areCopied() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        var x = new double[] {1, 2};
        keep(store, ONE, 0, List.of(new Point(x, 3), Tuple2.of("a", new Point(x, 4)), new Point(null, 5)));
        x[0] = 9;
        for (var i = 0; i < 2; i++) {
            var read = read(store, ONE, 0);
            var point = (Point) read.getFirst();
            assertThat(point.x()).containsExactly(1, 2);
            assertThat(point.label()).isEqualTo(3);
            point.x()[1] = 7;
            assertThat(read.get(1))
                    .isInstanceOfSatisfying(
                            Tuple2.class,
                            pair -> {
                                assertThat(pair._1()).isEqualTo("a");
                                assertThat(((Point) pair._2()).x()).containsExactly(1, 2);
                            });
            assertThat(read.get(2)).isEqualTo(new Point(null, 5));
        }
    }

    @Test
    void numbers_takeTheirBytes() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(100_000));
        assertThat(store.bytesInMemory()).isBetween(800_000L, 810_000L);
        assertThat(store.cached().usage(ONE)).isEqualTo(new CachedPartitions.Usage(1, store.bytesInMemory(), 0));
    }

    @Test
    void windows_areKeptLikeElements() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        var window = new Window(Kind.of(Tuple2.of(1L, 2.0)));
        var expected = new ArrayList<Object>();
        try (var writer = store.cached().open(ONE, 0, attempt(0))) {
            for (var i = 0; i < 10; i++) {
                for (var row = 0; row < 1000; row++) {
                    var element = Tuple2.of((long) i, row / 2.0);
                    window.set(row, element);
                    expected.add(element);
                }
                window.size(1000);
                writer.append(window);
                writer.append("between");
                expected.add("between");
            }
            writer.commit();
        }
        assertThat(read(store, ONE, 0)).isEqualTo(expected);
    }

    @Test
    void whatIsNotCommitted_leavesNothing() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 1);
        try (var writer = store.cached().open(ONE, 0, attempt(0))) {
            longs(100_000).forEach(writer::append);
            assertThat(store.bytesInMemory()).isPositive();
        }
        assertThat(store.bytesInMemory()).isZero();
        assertThat(read(store, ONE, 0)).isNull();
        assertThat(store.cached().everCached(ONE)).isFalse();
    }

    @Test
    void secondWriter_keepsNothing() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        try (var first = store.cached().open(ONE, 0, attempt(0));
                var second = store.cached().open(ONE, 0, attempt(1))) {
            assertThat(second.isOpen()).isFalse();
            second.append(1L);
            second.commit();
            assertThat(read(store, ONE, 0)).isNull();
            first.append(2L);
            first.commit();
        }
        assertThat(read(store, ONE, 0)).containsExactly(2L);
    }

    @Test
    void whatComesAfterDrop_isFreed() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        try (var writer = store.cached().open(ONE, 0, attempt(0))) {
            longs(10_000).forEach(writer::append);
            store.cached().drop(ONE);
            writer.commit();
        }
        assertThat(store.bytesInMemory()).isZero();
        assertThat(store.cached().open(ONE, 0, attempt(1)).isOpen()).isFalse();
    }

    @Test
    void droppedPartition_staysReadableForItsReader() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(10_000));
        var reader = store.cached().read(ONE, 0).orElseThrow();
        assertThat(store.openLeases()).isOne();
        store.cached().drop(ONE);
        assertThat(read(store, ONE, 0)).isNull();
        assertThat(store.bytesInMemory()).isPositive();
        var rows = 0;
        while (reader.hasNext()) {
            rows += reader.next().rows();
        }
        assertThat(rows).isEqualTo(10_000);
        assertThat(store.bytesInMemory()).isZero();
        assertThat(store.openLeases()).isZero();
    }

    @Test
    void partitionThatTookThePlaceOfTheOneThatWasRead_isNotLost() {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 1);
        keep(store, ONE, 0, longs(10));
        try (var reader = store.cached().read(ONE, 0).orElseThrow()) {
            assertThat(reader.maker()).isEqualTo(attempt(0));
            assertThat(store.cached().lose(ONE, 0)).isTrue();
            keep(store, ONE, 0, longs(20));
            assertThat(store.cached().lose(ONE, 0, reader)).isFalse();
        }
        assertThat(read(store, ONE, 0)).isEqualTo(longs(20));
        try (var reader = store.cached().read(ONE, 0).orElseThrow()) {
            assertThat(store.cached().lose(ONE, 0, reader)).isTrue();
        }
        assertThat(read(store, ONE, 0)).isNull();
    }

    @Test
    void partitionThatWasUsedLongestAgo_makesRoom_butNotForItsOwnDataset() {
        var store = store(1_000_000);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 20);
        store.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 20);
        for (var p = 0; p < 20; p++) {
            keep(store, ONE, p, longs(10_000));
        }
        var kept = store.cached().usage(ONE).partitions();
        assertThat(kept).as("80 kB each within 1 MB").isBetween(9, 12);
        assertThat(read(store, ONE, 0)).as("the first ones stay").hasSize(10_000);

        keep(store, OTHER, 0, longs(10_000));
        assertThat(store.cached().usage(OTHER).partitions()).isOne();
        assertThat(read(store, ONE, 0)).as("it was read last").isNotNull();
        assertThat(read(store, ONE, 1)).as("it was not").isNull();
        assertThat(store.bytesInMemory()).isLessThan(1_100_000);
    }

    @Test
    void leasedPartition_doesNotGo() {
        var store = store(200_000);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        store.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(10_000));
        try (var reader = store.cached().read(ONE, 0).orElseThrow()) {
            keep(store, OTHER, 0, longs(15_000));
            assertThat(read(store, OTHER, 0)).isNull();
            assertThat(store.cached().usage(ONE).partitions()).isEqualTo(1);
            assertThat(reader.next().rows()).isPositive();
        }
        keep(store, OTHER, 0, longs(15_000));
        assertThat(read(store, OTHER, 0)).isNotNull();
        assertThat(read(store, ONE, 0)).isNull();
    }

    @Test
    void partitionThatMayGoToDisk_isMovedThere() {
        var store = store(300_000);
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 10);
        store.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 10);
        for (var p = 0; p < 10; p++) {
            keep(store, ONE, p, longs(10_000));
        }
        assertThat(store.cached().isComplete(ONE)).isTrue();
        var onDisk = store.bytesOnDisk();
        assertThat(onDisk).isPositive();
        for (var p = 0; p < 10; p++) {
            assertThat(read(store, ONE, p)).isEqualTo(longs(10_000));
        }
        keep(store, OTHER, 0, longs(20_000));
        assertThat(store.cached().isComplete(ONE)).isTrue();
        assertThat(store.bytesOnDisk()).isGreaterThan(onDisk);
        for (var p = 0; p < 10; p++) {
            assertThat(read(store, ONE, p)).isEqualTo(longs(10_000));
        }
    }

    @Test
    void shuffleBlocks_pushKeptPartitionsOut() {
        var store = store(400_000);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(30_000));
        try (var writer = store.open(new ShuffleId(1), 0, attempt(0), 1)) {
            for (var i = 0; i < 50_000; i++) {
                writer.write(0, (long) i);
            }
            assertThat(read(store, ONE, 0)).isNull();
        }
    }

    @Test
    void everyFlippedBit_onlyLosesThePartition() throws IOException {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.DISK_ONLY, 1);
        var random = new Random(17);
        for (var i = 0; i < 500; i++) {
            keep(store, ONE, 0, longs(3_000));
            var file = dataFilesUnder(base).getFirst();
            var bytes = Files.readAllBytes(file);
            var bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bytes);
            assertThat(read(store, ONE, 0)).as("bit %s", bit).isNull();
            assertThat(store.bytesOnDisk()).isZero();
        }
        keep(store, ONE, 0, longs(3_000));
        Files.delete(dataFilesUnder(base).getFirst());
        assertThat(read(store, ONE, 0)).isNull();
    }

    @Test
    void fullDisk_losesNothingButThePartition() {
        for (var write = 1; write < 20; write++) {
            var disk = new FlakyDisk(write);
            var store = store(new BlockStore(AMPLE, base, disk, new ArrowMemory(Long.MAX_VALUE)));
            store.cached().register(ONE, StorageLevel.DISK_ONLY, 5);
            for (var p = 0; p < 5; p++) {
                keep(store, ONE, p, longs(20_000));
            }
            for (var p = 0; p < 5; p++) {
                var read = read(store, ONE, p);
                assertThat(read == null || read.equals(longs(20_000))).isTrue();
            }
            assertThat(store.cached().usage(ONE).partitions()).isGreaterThanOrEqualTo(disk.hasFailed() ? 4 : 5);
            store.close();
        }
    }

    @Test
    void whoWaitsForAnotherWriter_isToldOfItsEnd_andDoesNotWaitWithoutHeadway() throws InterruptedException {
        var store = store(AMPLE);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 3);
        store.cached().awaitWriter(ONE, 0, attempt(1));
        var writer = store.cached().open(ONE, 0, attempt(0));
        store.cached().awaitWriter(ONE, 0, attempt(0));
        store.cached().awaitWriter(ONE, 0, attempt(1)); // no headway
        var told = new AtomicBoolean();
        var waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                store.cached().awaitWriter(ONE, 0, attempt(1));
                                told.set(true);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        writer.append(1L);
        writer.commit();
        waiting.join();
        assertThat(told).isTrue();

        var withdrawn = store.cached().open(ONE, 1, attempt(0));
        withdrawn.append(1L);
        withdrawn.withdraw();
        withdrawn.commit();
        assertThat(read(store, ONE, 1)).isNull();
        assertThat(read(store, ONE, 0)).containsExactly(1L);
    }
}
