/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StorageLevel;

import java.util.Optional;

/// What has become of a cached partition in the store of one executor.
public sealed interface CacheChange {

    CacheId cache();

    int partition();

    /// It can be read from now on.
    record Cached(
            CacheId cache, int partition, AttemptId maker, StorageLevel level, long bytesInMemory, long bytesOnDisk)
            implements CacheChange {}

    /// It had to make room, and is on disk with all it has.
    ///
    /// @param madeRoomFor the cache that asked for room; empty if shuffle blocks or operators did
    record Spilled(CacheId cache, int partition, Optional<CacheId> madeRoomFor, long bytesOnDisk)
            implements CacheChange {}

    /// It had to make room, and is gone.
    ///
    /// @param madeRoomFor as for [Spilled]
    record Evicted(CacheId cache, int partition, Optional<CacheId> madeRoomFor) implements CacheChange {}

    /// It is gone although its cache is not: its file is damaged, or who made it or read it wants it no more.
    record Lost(CacheId cache, int partition) implements CacheChange {}

    /// It is gone with its cache, or with the store.
    record Dropped(CacheId cache, int partition) implements CacheChange {}
}
