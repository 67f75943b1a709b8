/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import dev.sparrow.value.CacheId;

import java.util.List;

/// Which partitions of a cache are read to compute the partitions of a stage, or of another cache.
public sealed interface CacheRead {

    CacheId cache();

    /// Those that are read to compute one partition.
    List<Integer> partitions(int computed);

    /// For each partition the one of the same number.
    record Same(CacheId cache) implements CacheRead {
        @Override
        public List<Integer> partitions(int computed) {
            return List.of(computed);
        }
    }

    /// Others, as where datasets are united or partitions put together.
    ///
    /// @param read by the number of the partition that is computed
    record Listed(CacheId cache, List<List<Integer>> read) implements CacheRead {
        @Override
        public List<Integer> partitions(int computed) {
            return read.get(computed);
        }
    }
}
