/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.Optional;

/// The blocks of other executors of the same application, asked for by threads that may wait. What they hold is trusted
/// as what is here: elements of any class are made of it.
///
/// Whoever gets a block closes it.
public interface RemoteBlocks {
    /// There are no other executors.
    RemoteBlocks NONE = new None();

    /// The block of a map output for one reduce partition; empty if the executor or the output is not there any more.
    ///
    /// A reader that misses a block asks for all that follow, to name at once what has to be computed again: so the
    /// answer for an executor that is known to be gone does not wait.
    Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition);

    /// A cached partition that another executor holds; empty if none does.
    Optional<PortableBlock> cached(CacheId cache, int partition);

    /// Has another executor forget the cached partition that was read there, unless one of another maker took its place
    /// since.
    void lose(CacheId cache, int partition, AttemptId maker);

    /// Has nothing.
    record None() implements RemoteBlocks {
        @Override
        public Optional<PortableBlock> shuffle(ExecutorId executor, MapOutput.Id output, int reducePartition) {
            return Optional.empty();
        }

        @Override
        public Optional<PortableBlock> cached(CacheId cache, int partition) {
            return Optional.empty();
        }

        @Override
        public void lose(CacheId cache, int partition, AttemptId maker) {}
    }
}
