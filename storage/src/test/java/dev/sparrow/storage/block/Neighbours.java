/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.Compression;
import dev.sparrow.value.ExecutorId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Some stores in one JVM that reach each other by bytes. What they serve is served without any class of the user.
final class Neighbours {
    private final Map<ExecutorId, BlockStore> stores = new LinkedHashMap<>();

    /// What was asked for, in order.
    final List<String> asked = new ArrayList<>();

    /// What was told of cached partitions, in order.
    final List<CacheChange> changes = new ArrayList<>();

    final AtomicInteger batches = new AtomicInteger();

    /// What happens to bytes on their way.
    Way way = bytes -> bytes;

    /// What a batch meets between two executors.
    @FunctionalInterface
    interface Way {
        byte[] carry(byte[] bytes) throws BlockUnavailable;
    }

    static ExecutorId executor(int number) {
        return new ExecutorId("e" + number);
    }

    /// A new store that reaches the others.
    BlockStore join(int number, long memoryBytesMax, Path base) {
        return join(number, memoryBytesMax, base, Compression.NONE);
    }

    BlockStore join(int number, long memoryBytesMax, Path base, Compression compression) {
        var site = new Site(executor(number), new Seen(executor(number)), changes::add);
        var form = new ChunkForm(CompressionCodecs.of(compression), Optional.empty());
        var store = new BlockStore(site, MemoryLimits.ofBlocks(memoryBytesMax), base, form);
        stores.put(executor(number), store);
        return store;
    }

    /// An executor is gone, whatever its store does.
    void remove(ExecutorId executor) {
        stores.remove(executor);
    }

    private final class Seen implements RemoteBlocks {
        private final ExecutorId reader;

        private Seen(ExecutorId reader) {
            this.reader = reader;
        }

        @Override
        public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
            asked.add(executor + " map " + output.mapPartition());
            return Optional.ofNullable(stores.get(executor))
                    .flatMap(store -> withoutClasses(() -> store.serve(output, reducePartition)))
                    .map(Carried::new);
        }

        @Override
        public Optional<PortableBlock> cached(CacheId cache, int partition) {
            asked.add("cache " + cache + " partition " + partition);
            return stores.entrySet().stream()
                    .filter(each -> !each.getKey().equals(reader))
                    .map(Map.Entry::getValue)
                    .map(store -> withoutClasses(() -> store.cached().serve(cache, partition)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(Carried::new);
        }

        @Override
        public void lose(CacheId cache, int partition, AttemptId maker) {
            stores.forEach((executor, store) -> {
                if (!executor.equals(reader)) {
                    store.cached().lose(cache, partition, maker);
                }
            });
        }
    }

    private interface Serving<T, E extends Exception> {
        T serve() throws E;
    }

    private static <T, E extends Exception> T withoutClasses(Serving<T, E> serving) throws E {
        var thread = Thread.currentThread();
        var own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return serving.serve();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    private final class Carried implements PortableBlock {
        private final PortableBlock served;

        private Carried(PortableBlock served) {
            this.served = served;
        }

        @Override
        public AttemptId maker() {
            return served.maker();
        }

        @Override
        public Optional<byte[]> next() throws BlockUnavailable {
            var bytes = withoutClasses(served::next);
            if (bytes.isEmpty()) {
                return bytes;
            }
            batches.incrementAndGet();
            return Optional.of(way.carry(bytes.get()));
        }

        @Override
        public void close() {
            served.close();
        }
    }
}
