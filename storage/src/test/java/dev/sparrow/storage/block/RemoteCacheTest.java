/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static dev.sparrow.storage.block.CachedPartitionsTest.attempt;
import static dev.sparrow.storage.block.CachedPartitionsTest.keep;
import static dev.sparrow.storage.block.CachedPartitionsTest.longs;
import static dev.sparrow.storage.block.CachedPartitionsTest.read;
import static dev.sparrow.storage.block.Neighbours.executor;
import static dev.sparrow.storage.columnar.SameElements.assertSame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.storage.columnar.PortableSample;
import dev.sparrow.storage.columnar.RandomValues;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Cached partitions that another executor holds.
class RemoteCacheTest extends StoreTest {
    private static final int SEEDS = Integer.getInteger("seeds", 40);
    private static final CacheId ONE = new CacheId(1);
    private static final CacheId OTHER = new CacheId(2);
    private static final List<StorageLevel> LEVELS =
            List.of(StorageLevel.MEMORY_ONLY, StorageLevel.MEMORY_AND_DISK, StorageLevel.DISK_ONLY);

    private final Neighbours neighbours = new Neighbours();
    private BlockStore reader;
    private BlockStore holder;

    @BeforeEach
    void openStores() {
        reader = store(neighbours.join(0, AMPLE, base));
        holder = store(neighbours.join(1, AMPLE, base));
    }

    private void register(StorageLevel level) {
        reader.cached().register(ONE, level, 3);
        holder.cached().register(ONE, level, 3);
    }

    @Test
    void partitionThatIsHere_isAskedOfNobody() {
        register(StorageLevel.MEMORY_ONLY);
        keep(holder, ONE, 0, List.of("there"));
        keep(reader, ONE, 0, List.of("here"));
        assertThat(read(reader, ONE, 0)).containsExactly("here");
        assertThat(neighbours.asked).isEmpty();
        assertThat(read(reader, ONE, 1)).isNull();
        assertThat(read(reader, OTHER, 0)).isNull();
        assertThat(neighbours.asked).hasSize(2);
    }

    @Test
    void everyTypeOfElement_comesAcross_fromMemoryAndDisk() {
        var mixed = PortableSample.all().stream().flatMap(List::stream).toList();
        for (var level : LEVELS) {
            register(level);
            keep(holder, ONE, 0, mixed);
            keep(holder, ONE, 1, List.of());
            assertSame(mixed, read(reader, ONE, 0), 0);
            assertThat(read(reader, ONE, 1)).isEmpty();
            assertThat(reader.cached().usage(ONE).partitions()).as("nothing is copied").isZero();
            holder.cached().drop(ONE);
            reader.cached().drop(ONE);
        }
    }

    @Test
    void randomPartitions_areReadAsWhereTheyAre() {
        var start = System.nanoTime();
        for (var seed = start; seed < start + SEEDS; seed++) {
            var random = new Random(seed);
            var cache = new CacheId(random.nextInt(1_000));
            var some = store(neighbours.join(2, random.nextInt(3) * 100_000L, base));
            some.cached().register(cache, LEVELS.get(random.nextInt(3)), 1);
            var values = new RandomValues(seed).generator();
            keep(some, cache, 0, Stream.generate(values).limit(random.nextInt(seed % 10 == 0 ? 20_000 : 500)).toList());
            var there = read(some, cache, 0);
            var here = read(reader, cache, 0);
            assertThat(here == null).as("seed %d", seed).isEqualTo(there == null);
            if (there != null) {
                assertSame(there, here, seed);
            }
            assertThat(some.openLeases()).as("seed %d", seed).isZero();
            some.close();
        }
    }

    @Test
    void makerIsTold_andAReaderLosesOnlyWhatItRead() {
        register(StorageLevel.MEMORY_ONLY);
        keep(holder, ONE, 0, longs(10));
        try (var read = reader.cached().read(ONE, 0).orElseThrow()) {
            assertThat(read.maker()).isEqualTo(attempt(0));
            assertThat(holder.cached().lose(ONE, 0)).isTrue();
            try (var writer = holder.cached().open(ONE, 0, attempt(1))) {
                writer.append(2L);
                writer.commit();
            }
            assertThat(reader.cached().lose(ONE, 0, read)).isFalse();
        }
        assertThat(read(reader, ONE, 0)).containsExactly(2L);
        try (var read = reader.cached().read(ONE, 0).orElseThrow()) {
            assertThat(read.maker()).isEqualTo(attempt(1));
            reader.cached().lose(ONE, 0, read);
        }
        assertThat(read(reader, ONE, 0)).isNull();
        assertThat(holder.cached().usage(ONE).partitions()).isZero();
    }

    @Test
    void partitionThatIsRead_doesNotMakeRoom_andADroppedOneStays() {
        var little = store(neighbours.join(2, 200_000, base));
        little.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        little.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 1);
        keep(little, ONE, 0, longs(10_000));
        try (var read = reader.cached().read(ONE, 0).orElseThrow()) {
            assertThat(read.next().rows()).isPositive();
            keep(little, OTHER, 0, longs(15_000));
            assertThat(little.cached().usage(ONE).partitions()).isOne();
            assertThat(little.cached().usage(OTHER).partitions()).isZero();
            little.cached().drop(ONE);
            assertThat(little.bytesInMemory()).isPositive();
            read.forEachRemaining(_ -> {});
            assertThat(little.bytesInMemory()).isZero();
        }
    }

    @Test
    void partitionThatIsDamagedThere_isNotThere_andIsLostThere() throws IOException {
        register(StorageLevel.DISK_ONLY);
        keep(holder, ONE, 0, longs(60_000));
        var file = dataFilesUnder(base).getFirst();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(read(reader, ONE, 0)).isNull();
        assertThat(holder.cached().usage(ONE).partitions()).isZero();
        assertThat(holder.bytesOnDisk()).isZero();
    }

    @Test
    void partitionThatGoes_underItsReader_isLost() throws IOException {
        for (var level : LEVELS) {
            var goes = neighbours.join(2, AMPLE, base);
            goes.cached().register(ONE, level, 1);
            keep(goes, ONE, 0, longs(60_000));
            try (var read = reader.cached().read(ONE, 0).orElseThrow()) {
                read.next();
                goes.close();
                assertThatThrownBy(() -> read.forEachRemaining(_ -> {})).isInstanceOf(CacheLost.class);
            }
            assertThat(goes.openLeases()).isZero();
            assertThat(goes.memory().allocated()).isZero();
            assertThat(read(reader, ONE, 0)).isNull();
        }
        assertThat(filesUnder(base)).isEmpty();
    }

    @Test
    void bytesThatAreDamagedOnTheirWay_areALostPartition_andAFailingWayEndsTheReader() {
        register(StorageLevel.MEMORY_ONLY);
        keep(holder, ONE, 0, longs(60_000));
        neighbours.way =
                bytes -> {
                    bytes[9] ^= 1;
                    return bytes;
                };
        assertThatThrownBy(() -> read(reader, ONE, 0)).isInstanceOf(CacheLost.class);
        neighbours.way =
                _ -> {
                    throw new IllegalStateException("a defect");
                };
        assertThatThrownBy(() -> read(reader, ONE, 0)).hasMessage("a defect");
        assertThat(holder.openLeases()).isZero();
        neighbours.remove(executor(1));
        assertThat(read(reader, ONE, 0)).isNull();
    }

    @Test
    void readersStoreThatCloses_saysThat_andAsksNobody() {
        register(StorageLevel.MEMORY_ONLY);
        keep(holder, ONE, 0, longs(60_000));
        try (var read = reader.cached().read(ONE, 0).orElseThrow()) {
            read.next();
            reader.close();
            assertThatThrownBy(read::hasNext).hasMessageContaining("store is closed");
        }
        neighbours.asked.clear();
        assertThatThrownBy(() -> reader.cached().read(ONE, 0)).hasMessageContaining("store is closed");
        assertThat(neighbours.asked).isEmpty();
        assertThat(reader.cached().serve(ONE, 0)).isEmpty();
    }
}
