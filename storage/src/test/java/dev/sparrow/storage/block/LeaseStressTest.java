/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Memory;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Readers against those who drop outputs, unpersist, evict, withdraw writers and close stores: memory that was given
/// back shows as a wrong value or a crash. `-Dseconds=600` runs it longer.
class LeaseStressTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private static final ShuffleId SHUFFLE = new ShuffleId(1);
    private static final int PARTITIONS = 3;
    private static final int CACHES = 6;
    private static final int KEPT_ROWS = 3_000;
    private static final Kind KIND = Kind.of(Tuple2.of(1L, "value"));

    @TempDir Path base;

    private final long seed = System.nanoTime();
    private final long end = System.nanoTime() + TIME.toNanos();
    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong keptRowsRead = new AtomicLong();

    /// What one store serves.
    private record OfOne(BlockStore store) implements RemoteBlocks {
        @Override
        public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
            return store.serve(output, reducePartition);
        }

        @Override
        public Optional<PortableBlock> cached(CacheId cache, int partition) {
            return store.cached().serve(cache, partition);
        }

        @Override
        public void lose(CacheId cache, int partition, AttemptId maker) {
            store.cached().lose(cache, partition, maker);
        }
    }

    /// A store and what is committed in it.
    private final class Life {
        private final ArrowMemory memory = new ArrowMemory(1L << 30);
        private final BlockStore store;
        private final ConcurrentLinkedDeque<MapOutput> outputs = new ConcurrentLinkedDeque<>();

        /// Of another executor, which only reads.
        private final BlockStore other;

        private Life(long memoryBytesMax) {
            store = new BlockStore(memoryBytesMax, base, new Disk.Local(), memory);
            var site = new Site(new ExecutorId("other"), new OfOne(store), _ -> {});
            var none = ChunkForm.plain();
            other = new BlockStore(site, MemoryLimits.ofBlocks(memoryBytesMax), base, none);
        }

        private BlockStore either(Random random) {
            return random.nextBoolean() ? store : other;
        }

        private void write(Random random) {
            var map = random.nextInt(1_000_000);
            try (var writer = store.open(SHUFFLE, map, new AttemptId(new StageId(0), map, 0), PARTITIONS)) {
                var window = new Window(KIND);
                var targets = random.ints(Window.ROWS, 0, PARTITIONS).toArray();
                for (var i = 0; i < 10; i++) {
                    for (var row = 0; row < Window.ROWS; row++) {
                        window.longs(0)[row] = map;
                        window.objects(1)[row] = "value " + map;
                    }
                    window.size(Window.ROWS);
                    writer.write(window, targets);
                }
                if (random.nextInt(4) > 0) {
                    outputs.add(writer.commit());
                }
            }
        }

        private void read(Random random) {
            var some = outputs.stream().limit(1 + random.nextInt(4)).toList();
            try (var reader = either(random).read(SHUFFLE, some, random.nextInt(PARTITIONS))) {
                var window = new Window(KIND);
                while (reader.hasNext() && random.nextInt(50) > 0) {
                    var batch = reader.next();
                    for (var from = 0; from < batch.rows(); from += Window.ROWS) {
                        var count = Math.min(Window.ROWS, batch.rows() - from);
                        if (random.nextBoolean()) {
                            batch.read(from, count, window);
                        } else {
                            batch.show(from, count, window);
                        }
                        checkInMemory(window);
                        check(window);
                    }
                }
            }
        }

        private void checkInMemory(Window window) {
            for (var row = 0; window.isInMemory() && row < window.size(); row++) {
                assertThat(Memory.longAt(window.address(0), row)).as("seed %d", seed).isEqualTo(window.longs(0)[row]);
            }
        }

        private void check(Window window) {
            for (var row = 0; row < window.size(); row++) {
                var map = window.longs(0)[0];
                if (window.longs(0)[row] != map || !window.objects(1)[row].equals("value " + map)) {
                    throw new AssertionError(
                            "Seed "
                                    + seed
                                    + ": "
                                    + map
                                    + " became "
                                    + window.longs(0)[row]
                                    + ", "
                                    + window.objects(1)[row]);
                }
            }
            rowsRead.addAndGet(window.size());
        }

        private void drop() {
            var output = outputs.pollFirst();
            if (output != null) {
                store.drop(output);
            }
        }

        private CacheId cache(Random random) {
            return new CacheId(random.nextInt(CACHES));
        }

        /// Keeps elements that name their cache, and withdraws now and then, as a cancelled task does.
        private void keep(Random random) {
            var cache = cache(random);
            var level = random.nextBoolean() ? StorageLevel.MEMORY_ONLY : StorageLevel.MEMORY_AND_DISK;
            store.cached().register(cache, level, PARTITIONS);
            var attempt = new AttemptId(new StageId(0), 0, random.nextInt());
            try (var writer = store.cached().open(cache, random.nextInt(PARTITIONS), attempt)) {
                for (var i = 0; i < KEPT_ROWS; i++) {
                    writer.append(Tuple2.of(cache.value(), "value " + cache.value()));
                }
                if (random.nextInt(4) == 0) {
                    writer.withdraw();
                } else {
                    writer.commit();
                }
            }
        }

        private void readKept(Random random) {
            var cache = cache(random);
            var found = either(random).cached().read(cache, random.nextInt(PARTITIONS));
            if (found.isEmpty()) {
                return;
            }
            try (var reader = found.get()) {
                var elements = Batch.elements(reader);
                var rows = 0;
                while (elements.hasNext() && random.nextInt(KEPT_ROWS) > 0) {
                    assertThat(elements.next())
                            .as("seed %d", seed)
                            .isEqualTo(Tuple2.of(cache.value(), "value " + cache.value()));
                    rows++;
                }
                keptRowsRead.addAndGet(rows);
            }
        }

        private Void act(Random random) {
            try {
                switch (random.nextInt(9)) {
                    case 0 -> write(random);
                    case 1 -> drop();
                    case 2 -> keep(random);
                    case 3 -> store.cached().drop(cache(random));
                    case 4, 5 -> readKept(random);
                    default -> read(random);
                }
            } catch (BlocksLost | CacheLost _) {
                // dropped before it was leased, or closed there
            } catch (SparrowException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_CLOSED);
            }
            return null;
        }
    }

    @Test
    void readers_seeWhatWasWritten_whoeverDropsAndCloses() throws Exception {
        var random = new Random(seed);
        try (var threads = Executors.newFixedThreadPool(6)) {
            while (System.nanoTime() < end) {
                var life = new Life(random.nextBoolean() ? 1L << 30 : 500_000);
                var actors = new ArrayList<Callable<Void>>();
                for (var i = 0; i < 300; i++) {
                    var actorSeed = random.nextLong();
                    actors.add(() -> life.act(new Random(actorSeed)));
                }
                var closeAt = random.nextInt(300);
                actors.add(
                        closeAt,
                        () -> {
                            life.store.close();
                            return null;
                        });
                for (var done : threads.invokeAll(actors)) {
                    done.get();
                }
                life.other.close();
                assertThat(life.store.openLeases()).isZero();
                assertThat(List.of(life.memory.allocated(), life.store.bytesInMemory(), life.store.bytesOnDisk()))
                        .as("seed %d", seed)
                        .containsOnly(0L);
                assertThat(StoreTest.filesUnder(base)).as("seed %d", seed).isEmpty();
            }
        }
        assertThat(rowsRead).hasPositiveValue();
        assertThat(keptRowsRead).hasPositiveValue();
    }
}
