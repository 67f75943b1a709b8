/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that happened in a context. When it did is in [At].
public sealed interface Event {

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    /// What happens to a job.
    sealed interface OfJob extends Event {
        JobId job();
    }

    /// A job was accepted.
    ///
    /// @param label the user's action and line
    /// @param description what the program says of it
    /// @param plan all its stages, parents first, also those that need not run
    record JobStarted(JobId job, String label, JobDescription description, List<StageOutline> plan) implements OfJob {
        /// The ids of its stages.
        public List<StageId> stages() {
            return Lists.map(plan, StageOutline::stage);
        }
    }

    /// A job ended. `error` is empty after success, else the message of the failure.
    record JobFinished(JobId job, Duration took, String error) implements OfJob {
        public boolean succeeded() {
            return error.isEmpty();
        }
    }

    // ---- Stages -----------------------------------------------------------------------------------------------------

    /// What happens to a stage.
    sealed interface OfStage extends Event {
        StageId stage();
    }

    /// A stage, or some lost partitions of it, began to run.
    ///
    /// @param name such as `reduceByKey at WordCount.java:31`
    /// @param tasks how many tasks this run has; fewer than the stage's partitions if others are there already
    record StageStarted(StageId stage, String name, int tasks, int run) implements OfStage {}

    /// All partitions of a stage are there.
    record StageFinished(StageId stage, Duration took) implements OfStage {}

    /// A stage cannot be finished, and fails its job with it: the end of the job is told next.
    ///
    /// @param reason for people
    record StageFailed(StageId stage, String reason) implements OfStage {}

    // ---- Tasks ------------------------------------------------------------------------------------------------------

    /// What happens to an attempt of a task.
    sealed interface OfTask extends Event {
        AttemptId attempt();

        /// Where it runs.
        ExecutorId executor();
    }

    /// A thread began with an attempt.
    record TaskStarted(AttemptId attempt, ExecutorId executor) implements OfTask {}

    /// An attempt did its work.
    record TaskFinished(AttemptId attempt, ExecutorId executor, TaskMetrics metrics) implements OfTask {}

    /// One attempt failed or was cancelled. `reason` is for people; the task may be tried again.
    record TaskFailed(AttemptId attempt, ExecutorId executor, String reason) implements OfTask {}

    // ---- Executors --------------------------------------------------------------------------------------------------

    /// What happens to an executor.
    sealed interface OfExecutor extends Event {
        ExecutorId executor();
    }

    /// An executor offers itself.
    ///
    /// @param host the machine it runs on, by name: data there are near to it
    /// @param slots for so many tasks at once
    /// @param resources the addresses of what else it has, by the names of the resources
    record ExecutorJoined(ExecutorId executor, String host, int slots, Map<String, List<String>> resources)
            implements OfExecutor {}

    /// An executor is gone, with what ran there and the data that it held.
    ///
    /// @param cause for people
    record ExecutorLeft(ExecutorId executor, String cause) implements OfExecutor {}

    // ---- Cached partitions ------------------------------------------------------------------------------------------

    /// What happens to a cached partition in the memory or on the disk of an executor.
    sealed interface OfPartition extends Event {
        DatasetId dataset();

        int partition();

        ExecutorId executor();
    }

    /// A partition can be read from the cache from now on.
    ///
    /// @param bytesInMemory an estimate
    record PartitionCached(
            DatasetId dataset,
            int partition,
            ExecutorId executor,
            StorageLevel level,
            long bytesInMemory,
            long bytesOnDisk)
            implements OfPartition {}

    /// A cached partition had to make room, and is on disk now, with all it has.
    ///
    /// @param madeRoomFor the dataset whose partition got the room; empty if blocks, operators or results did
    record PartitionSpilled(
            DatasetId dataset, int partition, ExecutorId executor, Optional<DatasetId> madeRoomFor, long bytesOnDisk)
            implements OfPartition {}

    /// A cached partition had to make room, and is gone: whoever reads it makes it again.
    ///
    /// @param madeRoomFor as for [PartitionSpilled]
    record PartitionEvicted(DatasetId dataset, int partition, ExecutorId executor, Optional<DatasetId> madeRoomFor)
            implements OfPartition {}

    /// A cached partition is gone although nothing else took its room: its file is damaged, or those who made it want
    /// it no more.
    record PartitionLost(DatasetId dataset, int partition, ExecutorId executor) implements OfPartition {}

    /// A cached partition is gone since its dataset is cached no longer.
    record PartitionDropped(DatasetId dataset, int partition, ExecutorId executor) implements OfPartition {}

    // ---- The rest ---------------------------------------------------------------------------------------------------

    /// Partitions of a dataset or of a stage's output that were there once are missing, and are computed again: these,
    /// and what is needed for that and missing, too.
    ///
    /// @param name of what made them, such as `reduceByKey at WordCount.java:31`
    /// @param reason why they are missing, for people
    /// @param consequence what is done about it, for people
    record DataLost(String name, List<Integer> partitions, String reason, String consequence) implements Event {}

    /// Something a user should know that is no failure, such as replaced bytes of invalid text.
    record Warning(String message) implements Event {}
}
