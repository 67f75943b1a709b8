/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;

import java.util.Optional;

/// What an executor of a process of its own is asked for: by other executors, and by its driver. The answers are bytes.
public sealed interface ExecutorRequest {

    /// A block of a map output for one reduce partition: the [AttemptId] that made it, then its portable batches.
    ///
    /// @param from how many of its batches the caller has already
    record Shuffle(MapOutput.Id output, int reducePartition, int from) implements ExecutorRequest {}

    /// A cached partition, as [Shuffle].
    record Cached(CacheId cache, int partition, int from) implements ExecutorRequest {}

    /// Forget a cached partition; nothing if it is not there.
    ///
    /// @param maker only what this attempt has made, if one is named
    record Lose(CacheId cache, int partition, Optional<AttemptId> maker) implements ExecutorRequest {}

    /// Free a cache, and answer when that is done.
    record Retire(CacheId cache) implements ExecutorRequest {}

    /// A report of [ExecutorEvent.ReportKept], which is given once.
    record KeptReport(long number) implements ExecutorRequest {}
}
