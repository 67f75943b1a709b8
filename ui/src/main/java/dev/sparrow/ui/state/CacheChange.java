/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StorageLevel;

import java.util.Optional;

/// Something that happened to a cached partition.
public sealed interface CacheChange {

    /// In microseconds of the run.
    long at();

    DatasetId dataset();

    int partition();

    ExecutorId executor();

    /// It can be read from the cache.
    record Cached(
            long at,
            DatasetId dataset,
            int partition,
            ExecutorId executor,
            StorageLevel level,
            long bytesInMemory,
            long bytesOnDisk)
            implements CacheChange {}

    /// It is on disk now, with all it has.
    record Spilled(
            long at,
            DatasetId dataset,
            int partition,
            ExecutorId executor,
            Optional<DatasetId> madeRoomFor,
            long bytesOnDisk)
            implements CacheChange {}

    /// It is gone.
    record Gone(
            long at, DatasetId dataset, int partition, ExecutorId executor, How how, Optional<DatasetId> madeRoomFor)
            implements CacheChange {}

    /// Why a partition is gone.
    enum How {
        EVICTED("had to make room"),
        LOST("was lost"),
        DROPPED("is wanted no longer");

        private final String words;

        How(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
