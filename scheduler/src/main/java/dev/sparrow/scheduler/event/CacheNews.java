/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import dev.sparrow.event.Event;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tells what becomes of cached partitions in the words of the program: by their datasets. For any thread.
public final class CacheNews {
    /// What is said of a cache after so many others have begun is not told.
    private static final int REMEMBERED_MAX = 10_000;

    private final Map<CacheId, DatasetId> datasets =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CacheId, DatasetId> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /// A cache of a dataset begins.
    public synchronized void begins(CacheId cache, DatasetId dataset) {
        datasets.put(cache, dataset);
    }

    private synchronized Optional<DatasetId> of(CacheId cache) {
        return Optional.ofNullable(datasets.get(cache));
    }

    /// Empty if the dataset is not known any more.
    public Optional<Event> event(ExecutorId executor, CacheChange change) {
        return of(change.cache()).map(dataset -> event(dataset, executor, change));
    }

    private Event event(DatasetId dataset, ExecutorId executor, CacheChange change) {
        return switch (change) {
            case CacheChange.Cached(_, var partition, _, var level, var memory, var disk) ->
                    new Event.PartitionCached(dataset, partition, executor, level, memory, disk);
            case CacheChange.Spilled(_, var partition, var other, var bytes) ->
                    new Event.PartitionSpilled(dataset, partition, executor, other.flatMap(this::of), bytes);
            case CacheChange.Evicted(_, var partition, var other) ->
                    new Event.PartitionEvicted(dataset, partition, executor, other.flatMap(this::of));
            case CacheChange.Lost(_, var partition) -> new Event.PartitionLost(dataset, partition, executor);
            case CacheChange.Dropped(_, var partition) -> new Event.PartitionDropped(dataset, partition, executor);
        };
    }
}
