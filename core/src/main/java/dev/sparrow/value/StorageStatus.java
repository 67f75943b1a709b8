/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

/// The state of a persisted dataset: how much of it is cached.
///
/// @param name the one that [dev.sparrow.Rdd#setName] gave it, or else the operation that makes it, such as `map at
///   WordCount.java:31`
/// @param cachedPartitions how many of its partitions are kept, wherever they are
public record StorageStatus(
        DatasetId dataset,
        String name,
        StorageLevel level,
        int partitions,
        int cachedPartitions,
        long bytesInMemory,
        long bytesOnDisk) {

    /// Such as `MEMORY_ONLY: 2 of 8 partitions, 4096 bytes in memory`.
    public String share() {
        return level
                + ": "
                + cachedPartitions
                + " of "
                + partitions
                + " partitions"
                + (bytesInMemory > 0 ? ", " + bytesInMemory + " bytes in memory" : "")
                + (bytesOnDisk > 0 ? ", " + bytesOnDisk + " bytes on disk" : "");
    }

    @Override
    public String toString() {
        return name + " [dataset " + dataset + "], " + share();
    }
}
