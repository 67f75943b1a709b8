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

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// What a driver is told of the cached partitions of an executor.
class CacheChangeTest extends StoreTest {
    private static final CacheId ONE = new CacheId(1);
    private static final CacheId OTHER = new CacheId(2);

    private final List<CacheChange> changes = new ArrayList<>();

    private BlockStore store(long memoryBytesMax, Consumer<CacheChange> listener) {
        var site = new Site(executor(1), RemoteBlocks.NONE, listener);
        var limits = MemoryLimits.ofBlocks(memoryBytesMax);
        return store(new BlockStore(site, limits, base, ChunkForm.plain()));
    }

    private List<CacheChange> told() {
        var told = List.copyOf(changes);
        changes.clear();
        return told;
    }

    @Test
    void cachedPartition_isToldWithItsBytes_andEachWayOfItsEnd() throws IOException {
        var store = store(AMPLE, changes::add);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 2);
        store.cached().register(OTHER, StorageLevel.DISK_ONLY, 2);
        keep(store, ONE, 0, longs(10_000));
        keep(store, OTHER, 1, longs(10_000));
        assertThat(told())
                .containsExactly(
                        new CacheChange.Cached(ONE, 0, attempt(0), StorageLevel.MEMORY_ONLY, store.bytesInMemory(), 0),
                        new CacheChange.Cached(OTHER, 1, attempt(0), StorageLevel.DISK_ONLY, 0, store.bytesOnDisk()));

        Files.delete(dataFilesUnder(base).getFirst());
        assertThat(read(store, OTHER, 1)).isNull();
        assertThat(told()).containsExactly(new CacheChange.Lost(OTHER, 1));
        assertThat(read(store, OTHER, 1)).isNull();
        assertThat(store.cached().lose(ONE, 0)).isTrue();
        assertThat(store.cached().lose(ONE, 0)).isFalse();
        assertThat(told()).containsExactly(new CacheChange.Lost(ONE, 0));

        keep(store, ONE, 1, List.of());
        keep(store, OTHER, 0, List.of());
        told();
        store.cached().drop(ONE);
        store.cached().drop(ONE);
        assertThat(told()).containsExactly(new CacheChange.Dropped(ONE, 1));
        store.close();
        assertThat(told()).containsExactly(new CacheChange.Dropped(OTHER, 0));
    }

    @Test
    void partitionOfAFailedTask_isTakenBack() {
        var store = store(AMPLE, changes::add);
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        try (var writer = store.cached().open(ONE, 0, attempt(0))) {
            writer.append(1L);
            assertThat(told()).isEmpty();
            writer.commit();
            writer.takeBack();
        }
        assertThat(told()).last().isEqualTo(new CacheChange.Lost(ONE, 0));
        try (var writer = store.cached().open(ONE, 0, attempt(1))) {
            store.cached().drop(ONE);
            writer.commit();
        }
        assertThat(told()).as("what is not taken is not told").isEmpty();
    }

    @Test
    void partitionThatMakesRoom_saysForWhom() {
        var store = store(300_000, changes::add);
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 2);
        store.cached().register(OTHER, StorageLevel.MEMORY_ONLY, 2);
        keep(store, ONE, 0, longs(20_000));
        told();
        keep(store, OTHER, 0, longs(20_000));
        assertThat(told())
                .startsWith(new CacheChange.Spilled(ONE, 0, Optional.of(OTHER), store.bytesOnDisk()))
                .hasSize(2);
        try (var writer = store.open(new ShuffleId(1), 0, attempt(0), 1)) {
            longs(30_000).forEach(each -> writer.write(0, each));
            assertThat(told()).containsExactly(new CacheChange.Evicted(OTHER, 0, Optional.empty()));
        }
    }

    @Test
    void listenerThatUsesTheStore_orFails_harmsNothing() {
        var holder = new BlockStore[1];
        var store =
                store(
                        AMPLE,
                        change -> {
                            changes.add(change);
                            if (change instanceof CacheChange.Cached) {
                                assertThat(holder[0].cached().lose(change.cache(), change.partition())).isTrue();
                                throw new IllegalStateException("a listener of a test that fails");
                            }
                        });
        holder[0] = store;
        store.cached().register(ONE, StorageLevel.MEMORY_ONLY, 1);
        keep(store, ONE, 0, longs(10));
        assertThat(told()).hasSize(2).last().isEqualTo(new CacheChange.Lost(ONE, 0));
        assertThat(store.bytesInMemory()).isZero();
    }

    /// A driver that takes what it is told for the truth.
    private static final class Registry {
        private final Map<Integer, StorageLevel> places = new HashMap<>();

        private void told(CacheChange change) {
            switch (change) {
                case CacheChange.Cached cached -> {
                    assertThat(places).doesNotContainKey(cached.partition());
                    places.put(cached.partition(), cached.level());
                }
                case CacheChange.Spilled spilled -> assertThat(places).containsKey(spilled.partition());
                case CacheChange.Evicted _, CacheChange.Lost _, CacheChange.Dropped _ ->
                        assertThat(places.remove(change.partition())).isNotNull();
            }
        }
    }

    @Test
    void changesOfManyThreads_areToldInTheirOrder_oneAtATime() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var failures = new ArrayList<Throwable>();
        var registry = new Registry();
        var store =
                store(
                        200_000,
                        change -> {
                            try {
                                registry.told(change);
                            } catch (AssertionError e) {
                                failures.add(new AssertionError("seed " + seed + ": " + change, e));
                            }
                        });
        store.cached().register(ONE, StorageLevel.MEMORY_AND_DISK, 5);
        var actors = new ArrayList<Callable<Void>>();
        for (var i = 0; i < 2_000; i++) {
            var partition = random.nextInt(5);
            var action = random.nextInt(5);
            var number = i;
            actors.add(() -> {
                switch (action) {
                    case 0, 1 -> {
                        try (var writer = store.cached().open(ONE, partition, attempt(number))) {
                            longs(5_000).forEach(writer::append);
                            writer.commit();
                        }
                    }
                    case 2 -> store.cached().lose(ONE, partition);
                    case 3 -> read(store, ONE, partition);
                    default -> {
                        try (var writer = store.open(new ShuffleId(1), 0, attempt(number), 1)) {
                            longs(20_000).forEach(each -> writer.write(0, each));
                        }
                    }
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(actors)) {
                done.get();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(registry.places).hasSize(store.cached().usage(ONE).partitions());
        store.cached().drop(ONE);
        assertThat(registry.places).isEmpty();
    }
}
