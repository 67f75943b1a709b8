/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.storage.block.CacheChange;

/// What the driver is told of changes in an executor's cached partitions.
public final class CacheNews {
    private CacheNews() {}

    public static ExecutorEvent of(CacheChange change) {
        return switch (change) {
            case CacheChange.Cached cached ->
                    new ExecutorEvent.PartitionCached(
                            cached.cache(), cached.partition(), cached.bytesInMemory(), cached.bytesOnDisk());
            case CacheChange.Spilled(var cache, var partition, _, var bytes) ->
                    new ExecutorEvent.PartitionCached(cache, partition, 0, bytes);
            case CacheChange.Evicted _, CacheChange.Lost _, CacheChange.Dropped _ ->
                    new ExecutorEvent.PartitionGone(change.cache(), change.partition());
        };
    }
}
