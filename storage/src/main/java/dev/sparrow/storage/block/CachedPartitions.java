/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StorageLevel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The cached partitions of persisted datasets in one executor. They share the memory of a [BlockStore] with its
/// shuffle blocks.
///
/// 1. A partition is readable as a whole or not at all. It never changes, and a reader holds a lease on it.
/// 2. Only what is registered is cached: what comes after [#drop] is freed, however late.
/// 3. One writer at a time: an attempt that computes a partition which another one computes already caches nothing. It
///    can wait for the other, but never for long without headway, so attempts that wait for each other get on.
/// 4. When memory is short, the partition that was used longest ago goes: to disk, if its level says so, else for good.
///    A partition never gives way to another one of the same dataset, for a loop over all of them would cache none. A
///    leased one stays, for it would free nothing. Shuffle blocks never give way to cached partitions.
///
/// All methods may be called from any thread.
public final class CachedPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(CachedPartitions.class);

    /// How long a writer may take for one more element before the others stop waiting for it: longer than a collection
    /// of garbage on a busy machine, or the partition is computed twice.
    private static final long HEADWAY_MILLIS = 1_000;

    private final BlockStore store;
    private final CacheNotices notices;
    private final Map<CacheId, Cache> caches = new HashMap<>();

    /// The numbers of all that are retired: tasks that come late may still speak of them.
    private final BitSet retired = new BitSet();

    /// The partitions in memory, at least in part; the one that was used longest ago first.
    private final Map<CacheBlock, StoredPartition> inMemory = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Cache {
        private final StorageLevel level;
        private final int partitions;
        private final Map<Integer, StoredPartition> stored = new HashMap<>();
        private final Map<Integer, CacheWriter> writers = new HashMap<>();
        private final BitSet everCached = new BitSet();

        private Cache(StorageLevel level, int partitions) {
            this.level = level;
            this.partitions = partitions;
        }
    }

    /// How much of a dataset is cached.
    public record Usage(int partitions, long bytesInMemory, long bytesOnDisk) {}

    CachedPartitions(BlockStore store) {
        this.store = store;
        this.notices = new CacheNotices(store.site().listener());
    }

    /// Begins to cache the partitions of `cache`, unless it is retired.
    public synchronized void register(CacheId cache, StorageLevel level, int partitions) {
        if (!retired.get(cache.value())) {
            caches.putIfAbsent(cache, new Cache(level, partitions));
        }
    }

    /// The partition, if it is here and its bytes are those that were written, or if another executor has it. The
    /// reader must be closed.
    public Optional<CacheReader> read(CacheId cache, int partition) {
        try (var _ = store.use()) {
            var here = intact(cache, partition);
            if (here.isPresent()) {
                return Optional.of(new CacheReader(store, here.get()));
            }
        }
        store.ensureOpen(); // closing it removes the files
        return store.site()
                .others()
                .cached(cache, partition)
                .map(block -> new CacheReader(store, new RemoteBatches(block)));
    }

    /// The partition for a task of another executor, if it is here and its bytes are those that were written. It must
    /// be closed.
    public Optional<PortableBlock> serve(CacheId cache, int partition) {
        try (var _ = store.use()) {
            return intact(cache, partition)
                    .map(stored -> new ServedBlock(store, stored, stored.maker(), stored.chunks()));
        }
    }

    /// The partition with a lease; one that is damaged is lost.
    private Optional<StoredPartition> intact(CacheId cache, int partition) {
        var found = lease(cache, partition);
        if (found.isPresent() && !found.get().isIntact()) {
            found.get().release();
            if (!store.isClosed()) {
                LOG.warn("Partition {} of cache {} is damaged on disk; it is computed again.", partition, cache);
                lose(found.get(), new CacheChange.Lost(cache, partition));
            }
            return Optional.empty();
        }
        found.ifPresent(_ -> store.leaseBegun());
        return found;
    }

    private synchronized Optional<StoredPartition> lease(CacheId cache, int partition) {
        var known = caches.get(cache);
        var stored = known == null ? null : known.stored.get(partition);
        if (stored == null || !stored.lease()) {
            return Optional.empty();
        }
        inMemory.get(new CacheBlock(cache, partition, known.level)); // it is the one that was used last now
        return Optional.of(stored);
    }

    /// Waits while another attempt computes the partition and makes headway.
    ///
    /// @return false if it has made none for too long, so that waiting is no use
    /// @throws InterruptedException if the thread is interrupted meanwhile
    public synchronized boolean awaitWriter(CacheId cache, int partition, AttemptId attempt)
            throws InterruptedException {
        var progress = -1L;
        var headwayNanos = System.nanoTime();
        for (var other = otherWriter(cache, partition, attempt);
                other.isPresent();
                other = otherWriter(cache, partition, attempt)) {
            if (other.get().progress() != progress) {
                progress = other.get().progress();
                headwayNanos = System.nanoTime();
            }
            var leftMillis = HEADWAY_MILLIS - (System.nanoTime() - headwayNanos) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    private Optional<CacheWriter> otherWriter(CacheId cache, int partition, AttemptId attempt) {
        return Optional.ofNullable(caches.get(cache))
                .map(known -> known.writers.get(partition))
                .filter(writer -> !writer.attempt().equals(attempt));
    }

    /// Whether the partition is there, or another attempt computes it.
    public synchronized boolean isUnderWay(CacheId cache, int partition, AttemptId attempt) {
        var known = caches.get(cache);
        return known != null
                && (known.stored.containsKey(partition) || otherWriter(cache, partition, attempt).isPresent());
    }

    /// Keeps a partition while it is computed. It keeps nothing if the cache is dropped, or another writer is at it.
    public synchronized CacheWriter open(CacheId cache, int partition, AttemptId attempt) {
        var known = caches.get(cache);
        if (known == null || known.stored.containsKey(partition) || known.writers.containsKey(partition)) {
            return CacheWriter.none(store, new CacheBlock(cache, partition, StorageLevel.NONE), attempt);
        }
        var writer = new CacheWriter(store, new CacheBlock(cache, partition, known.level), attempt);
        known.writers.put(partition, writer);
        return writer;
    }

    void commit(CacheWriter writer, StoredPartition partition) {
        if (keep(writer, partition)) {
            notices.tell();
        } else {
            partition.release();
        }
    }

    private synchronized boolean keep(CacheWriter writer, StoredPartition partition) {
        if (!withdraw(writer)) {
            return false;
        }
        var block = writer.block();
        var known = caches.get(block.cache());
        known.everCached.set(block.partition());
        known.stored.put(block.partition(), partition);
        notices.note(
                new CacheChange.Cached(
                        block.cache(),
                        block.partition(),
                        partition.maker(),
                        known.level,
                        partition.bytesInMemory(),
                        partition.bytesOnDisk()));
        if (partition.bytesInMemory() > 0) {
            inMemory.put(block, partition);
        }
        return true;
    }

    /// Returns whether the writer was the one of its partition.
    synchronized boolean withdraw(CacheWriter writer) {
        notifyAll();
        var known = caches.get(writer.block().cache());
        return known != null && known.writers.remove(writer.block().partition(), writer);
    }

    /// Frees all partitions of a cache, each with its last lease, and keeps none from now on.
    public void drop(CacheId cache) {
        try (var _ = store.use()) {
            removed(cache).forEach(StoredPartition::release);
            notices.tell();
        }
    }

    /// As [#drop], and nothing of the cache is ever kept again.
    public void retire(CacheId cache) {
        synchronized (this) {
            retired.set(cache.value());
        }
        drop(cache);
    }

    private synchronized List<StoredPartition> removed(CacheId cache) {
        notifyAll();
        var known = caches.remove(cache);
        if (known == null) {
            return List.of();
        }
        for (var partition : known.stored.keySet()) {
            inMemory.remove(new CacheBlock(cache, partition, known.level));
            notices.note(new CacheChange.Dropped(cache, partition));
        }
        return List.copyOf(known.stored.values());
    }

    /// Drops all caches.
    void dropAll() {
        List<CacheId> all;
        synchronized (this) {
            all = List.copyOf(caches.keySet());
        }
        all.forEach(this::drop);
    }

    /// Forgets one partition, as if its memory were needed; returns whether it was there.
    public boolean lose(CacheId cache, int partition) {
        return stored(cache, partition)
                .map(stored -> lose(stored, new CacheChange.Lost(cache, partition)))
                .orElse(false);
    }

    /// Forgets one partition, if this attempt has made it; returns whether it was there.
    public boolean lose(CacheId cache, int partition, AttemptId maker) {
        return stored(cache, partition)
                .filter(stored -> stored.maker().equals(maker))
                .map(stored -> lose(stored, new CacheChange.Lost(cache, partition)))
                .orElse(false);
    }

    /// Forgets the partition that was read, but not one that took its place since; another executor is told if it holds
    /// it. Returns whether it was here.
    public boolean lose(CacheId cache, int partition, CacheReader read) {
        if (read.partition().isEmpty()) {
            store.site().others().lose(cache, partition, read.maker());
            return false;
        }
        return lose(read.partition().get(), new CacheChange.Lost(cache, partition));
    }

    private synchronized Optional<StoredPartition> stored(CacheId cache, int partition) {
        return Optional.ofNullable(caches.get(cache)).map(known -> known.stored.get(partition));
    }

    /// @param change says which partition it is, and why it goes
    private boolean lose(StoredPartition stored, CacheChange change) {
        try (var _ = store.use()) {
            synchronized (this) {
                var known = caches.get(change.cache());
                if (known == null || !known.stored.remove(change.partition(), stored)) {
                    return false;
                }
                inMemory.remove(new CacheBlock(change.cache(), change.partition(), known.level));
                notices.note(change);
            }
            stored.release();
            notices.tell();
        }
        return true;
    }

    /// Lets go of partitions until the store is no longer over its limit, or none is left that may go.
    ///
    /// @param asking the cache that wants memory, whose own partitions stay; empty if it is for something else
    void makeRoom(Optional<CacheId> asking) {
        var tried = new HashSet<CacheBlock>();
        while (store.isOverLimit()) {
            var next = oldest(asking, tried);
            if (next.isEmpty()) {
                return;
            }
            var victim = next.get();
            tried.add(victim.getKey());
            evict(victim.getKey(), victim.getValue(), asking);
        }
    }

    private synchronized Optional<Map.Entry<CacheBlock, StoredPartition>> oldest(
            Optional<CacheId> asking, Set<CacheBlock> tried) {
        return inMemory.entrySet().stream()
                .filter(entry -> asking.filter(entry.getKey().cache()::equals).isEmpty())
                .filter(entry -> !entry.getValue().isLeased() && !tried.contains(entry.getKey()))
                .findFirst()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()));
    }

    private void evict(CacheBlock block, StoredPartition stored, Optional<CacheId> asking) {
        var moved =
                block.level().useDisk() && stored.lease() ? moved(block, stored) : Optional.<StoredPartition>empty();
        if (moved.isPresent()) {
            replace(block, stored, moved.get(), asking);
        } else {
            lose(stored, new CacheChange.Evicted(block.cache(), block.partition(), asking));
        }
    }

    /// A copy on disk, for a lease on the partition, which it ends; empty if the disk refuses it.
    private Optional<StoredPartition> moved(CacheBlock block, StoredPartition stored) {
        SpillFile file = null;
        try {
            file = store.createSpillFile(block.fileName(), block + " is to go to disk");
            var chunks = new ArrayList<Chunk>();
            for (var chunk : stored.chunks()) {
                chunks.add(CacheRun.spill(chunk, file));
            }
            file.finish();
            return Optional.of(store.stored(stored.maker(), chunks, store.budget().reserve(), file));
        } catch (IOException | BlockUnavailable | RuntimeException e) {
            if (file != null) {
                store.delete(file);
            }
            store.ensureOpen();
            LOG.warn("{} had to give way and is lost, since the disk refuses it: {}", block, e.toString());
            return Optional.empty();
        } finally {
            stored.release();
        }
    }

    private void replace(CacheBlock block, StoredPartition before, StoredPartition after, Optional<CacheId> asking) {
        boolean replaced;
        synchronized (this) {
            var known = caches.get(block.cache());
            replaced = known != null && known.stored.replace(block.partition(), before, after);
            if (replaced) {
                inMemory.remove(block);
                notices.note(new CacheChange.Spilled(block.cache(), block.partition(), asking, after.bytesOnDisk()));
            }
        }
        (replaced ? before : after).release();
        notices.tell();
    }

    /// Whether every partition is there, so that nothing behind it need be computed.
    public synchronized boolean isComplete(CacheId cache) {
        var known = caches.get(cache);
        return known != null && known.stored.size() == known.partitions;
    }

    /// Whether any partition was ever cached.
    public synchronized boolean everCached(CacheId cache) {
        var known = caches.get(cache);
        return known != null && !known.everCached.isEmpty();
    }

    /// Whether a partition was ever cached.
    public synchronized boolean everCached(CacheId cache, int partition) {
        var known = caches.get(cache);
        return known != null && known.everCached.get(partition);
    }

    public synchronized Usage usage(CacheId cache) {
        var known = caches.get(cache);
        return known == null
                ? new Usage(0, 0, 0)
                : new Usage(
                        known.stored.size(),
                        known.stored.values().stream().mapToLong(StoredPartition::bytesInMemory).sum(),
                        known.stored.values().stream().mapToLong(StoredPartition::bytesOnDisk).sum());
    }
}
