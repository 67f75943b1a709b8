/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where cached partitions are and how large, as executors have told: for those who read one, and for people. What
/// follows from it the job machine decides. For any thread.
public final class CacheHolders {
    private final Map<CacheId, Holdings> caches = new HashMap<>();

    /// The numbers of all caches that ever were dropped: an executor may speak of one later.
    private final BitSet dropped = new BitSet();

    /// How much one executor holds of a partition.
    ///
    /// @param bytesInMemory an estimate
    public record Held(long bytesInMemory, long bytesOnDisk) {}

    private static final class Holdings {
        private final Map<Integer, Map<ExecutorId, Held>> held = new HashMap<>();
        private final BitSet ever = new BitSet();
    }

    /// Whether any executor ever held a partition.
    public synchronized boolean everCached(CacheId cache, int partition) {
        var known = caches.get(cache);
        return known != null && known.ever.get(partition);
    }

    /// What an executor holds of a partition has changed.
    public void changed(ExecutorId executor, CacheChange change) {
        switch (change) {
            case CacheChange.Cached(var cache, var partition, _, _, var memory, var disk) ->
                    held(executor, cache, partition, new Held(memory, disk));
            case CacheChange.Spilled(var cache, var partition, _, var bytes) ->
                    held(executor, cache, partition, new Held(0, bytes));
            case CacheChange.Evicted _, CacheChange.Lost _, CacheChange.Dropped _ ->
                    gone(executor, change.cache(), change.partition());
        }
    }

    /// An executor holds a partition.
    public synchronized void held(ExecutorId executor, CacheId cache, int partition, Held size) {
        if (!dropped.get(cache.value())) {
            var known = caches.computeIfAbsent(cache, _ -> new Holdings());
            known.ever.set(partition);
            known.held.computeIfAbsent(partition, _ -> new LinkedHashMap<>()).put(executor, size);
        }
    }

    /// An executor holds a partition no longer.
    public synchronized void gone(ExecutorId executor, CacheId cache, int partition) {
        var known = caches.get(cache);
        if (known != null) {
            lose(known, executor, partition);
        }
    }

    private static void lose(Holdings known, ExecutorId executor, int partition) {
        var executors = known.held.get(partition);
        if (executors != null && executors.remove(executor) != null && executors.isEmpty()) {
            known.held.remove(partition);
        }
    }

    /// An executor is gone, with all it held.
    public synchronized void lost(ExecutorId executor) {
        for (var known : caches.values()) {
            List.copyOf(known.held.keySet()).forEach(partition -> lose(known, executor, partition));
        }
    }

    /// A cache is dropped.
    public synchronized void dropped(CacheId cache) {
        caches.remove(cache);
        dropped.set(cache.value());
    }

    /// Who holds a partition, in the order in which they said so.
    public synchronized List<ExecutorId> of(CacheId cache, int partition) {
        var known = caches.get(cache);
        return known == null ? List.of() : List.copyOf(known.held.getOrDefault(partition, Map.of()).keySet());
    }

    /// All that is held of a cache.
    public synchronized CachedPartitions.Usage usage(CacheId cache) {
        var known = caches.get(cache);
        if (known == null) {
            return new CachedPartitions.Usage(0, 0, 0);
        }
        var memory = 0L;
        var disk = 0L;
        for (var executors : known.held.values()) {
            for (var held : executors.values()) {
                memory += held.bytesInMemory();
                disk += held.bytesOnDisk();
            }
        }
        return new CachedPartitions.Usage(known.held.size(), memory, disk);
    }
}
