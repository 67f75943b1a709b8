/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.config.Compilation;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.memory.MemoryGrant;
import dev.sparrow.storage.memory.ResultMemory;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.Iterator;
import java.util.function.Supplier;

/// The services of the process that a task runs in. Used by the task's own thread only.
public interface TaskEnvironment {

    AttemptId attempt();

    /// A private copy of a slice of a collection that the program holds.
    Iterator<Object> slice(DatasetId source, int partition);

    /// The elements of all blocks of one partition of an exchange, in map-partition order. They belong to this attempt,
    /// which may change them; a batch is good until the next is asked for. What the iterator throws, lost blocks for
    /// instance, ends the attempt as it is.
    Iterator<Batch> shuffle(ShuffleId shuffle, int partition);

    /// A partition of a persisted dataset that the program reads. What it throws, for want of what makes the partition
    /// for instance, ends the attempt as it is.
    CachedPartition cached(DatasetId dataset, int partition);

    /// Where this attempt writes its part of an exchange.
    ShuffleSink openShuffle(ShuffleId shuffle, int partitions);

    /// The finished survey that a step or a sort of this dataset asked for.
    SurveyAnswer survey(DatasetId dataset);

    /// What this attempt may hold in tables and sorts.
    MemoryGrant memory();

    /// For what the task gives back to the driver.
    ResultMemory result();

    /// Takes rows for which memory is refused; what it takes is gone with the attempt.
    ///
    /// @param operator for messages
    SpillWriter openSpill(String operator);

    /// Whether pipelines are compiled.
    Compilation compilation();

    /// What this attempt has done so far.
    TaskCounters counters();

    /// Told which operator begins to make a partition, by its line in `explain`; for whoever compares what runs with
    /// what is explained.
    default void opened(Supplier<String> operator) {}

    /// Ends the attempt if it was cancelled; called every so many elements.
    ///
    /// @throws TaskCancelled to be passed on
    void checkCancelled();
}
