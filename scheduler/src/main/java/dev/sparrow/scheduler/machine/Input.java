/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.List;

/// The inputs of the [JobMachine]: commands and events.
public sealed interface Input {

    /// Runs a job.
    ///
    /// @param stages all its stages, parents first, the [dev.sparrow.scheduler.stage.StageKind.Result] last
    /// @param partitions those of the result stage that are wanted, each at most once, in the order of the results
    /// @param failuresMax the failure of one task that fails the job, from 1
    /// @param caches all that its stages read, and that these are made of
    /// @param pool in which it shares slots with others
    record SubmitJob(
            JobId job,
            List<StageSpec> stages,
            List<Integer> partitions,
            int failuresMax,
            List<CacheSpec> caches,
            String pool)
            implements Input {
        /// Of a job that caches nothing and names no pool.
        public SubmitJob(JobId job, List<StageSpec> stages, List<Integer> partitions, int failuresMax) {
            this(job, stages, partitions, failuresMax, List.of(), Policies.Sharing.DEFAULT_POOL);
        }

        /// The same job in a pool.
        public SubmitJob in(String other) {
            return new SubmitJob(job, stages, partitions, failuresMax, caches, other);
        }
    }

    /// Ends a job, unless it has ended.
    record CancelJob(JobId job, String reason) implements Input {}

    record CancelAll(String reason) implements Input {}

    /// The heap is full. Nobody knows whose fault that is, so it ends all jobs.
    record HeapFull(long usedBytes, long maxBytes) implements Input {}

    /// An executor that has so much to give. If it was there in a former life, that one counts as lost.
    ///
    /// @param host which it may share with others
    record ExecutorJoined(ExecutorId executor, Capacity capacity, String host) implements Input {
        /// An executor on this host.
        public ExecutorJoined(ExecutorId executor, Capacity capacity) {
            this(executor, capacity, "localhost");
        }
    }

    /// An executor lives. It has to say so within each [Limits#executorLease].
    record Heartbeat(ExecutorId executor) implements Input {}

    /// An executor is gone, with what ran there and the blocks it held.
    record ExecutorLost(ExecutorId executor, String reason) implements Input {}

    /// An attempt did its work; its thread is free.
    ///
    /// @param output opaque to the machine: where the blocks are, a survey's answer, or a partial result; may be null
    /// @param ran as its executor measured it: on the driver's clock, the way of the messages would be in it
    record TaskFinished(AttemptId attempt, Object output, Duration ran) implements Input {}

    /// A task of a barrier stage waits for the others.
    record BarrierCalled(AttemptId attempt, BarrierRounds.Operation operation, String message) implements Input {}

    /// An attempt has not begun and will not.
    record TaskReturned(AttemptId attempt) implements Input {}

    /// An attempt failed; its thread is free.
    record TaskFailed(AttemptId attempt, TaskFailure failure) implements Input {}

    /// The thread of an interrupted attempt has really ended.
    record TaskEnded(AttemptId attempt) implements Input {}

    /// The blocks of one task of a stage were found missing.
    record OutputLost(StageId stage, int partition) implements Input {}

    /// An executor has a cached partition, which can be read from now on.
    record PartitionCached(CacheId cache, int partition, ExecutorId executor) implements Input {}

    /// An executor has a cached partition no longer: it had to make room, or it was damaged.
    record PartitionEvicted(CacheId cache, int partition, ExecutorId executor) implements Input {}

    /// Nobody is to keep anything of a cache any more.
    record CacheDropped(CacheId cache) implements Input {}

    /// No handle reads the stage's outputs: they may go once a stage has read them and no unfinished job waits for
    /// another that does. They are made again if they are asked for after all.
    record ReleaseOutput(StageId stage) implements Input {}

    /// Somebody wants the room of the stage's outputs: they go now, or as soon as no unfinished job waits for a stage
    /// that reads them. They are made again if they are asked for.
    record CleanOutput(StageId stage) implements Input {}

    /// Nothing can ask for the stage any more: it may go as soon as no unfinished job has it.
    record ReleaseStage(StageId stage) implements Input {}

    /// Time has passed, see [Output.WakeAt].
    record Tick() implements Input {}

    /// Fails all jobs, now and from now on.
    record Close(String reason) implements Input {}
}
