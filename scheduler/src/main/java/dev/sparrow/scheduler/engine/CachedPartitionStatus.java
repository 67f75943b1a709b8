/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.plan.PlannedCache;
import dev.sparrow.scheduler.plan.StageRegistry.CacheRegistry;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.value.CacheId;

/// The cached partitions of this JVM, which are all there are.
record CachedPartitionStatus(CachedPartitions cached) implements CacheRegistry {
    @Override
    public boolean isComplete(CacheId cache) {
        return cached.isComplete(cache);
    }

    @Override
    public boolean everCached(CacheId cache) {
        return cached.everCached(cache);
    }

    @Override
    public void register(PlannedCache cache) {
        cached.register(cache.id(), cache.level(), cache.partitions());
    }
}
