/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.List;

/// The outputs of the [JobMachine]: orders and news.
public sealed interface Output {

    /// Start these attempts of one stage, one after another on one thread, with what is granted to them. Their inputs
    /// are [JobMachine#outputsOf] the stage's parents, read before the next step.
    ///
    /// @param copy whether it is a second attempt at a task that runs elsewhere: it is to cache nothing
    record LaunchTasks(List<AttemptId> attempts, ExecutorId executor, Grant grant, boolean copy) implements Output {}

    /// Start these attempts, which are all the tasks of a barrier stage, at the same time, each on a thread of its own.
    /// Inputs are as with [LaunchTasks]. Of a cache that is made together and of which a part is missing, they keep
    /// nothing and make all anew.
    ///
    /// @param members one attempt each, in the order of the partitions
    record LaunchGang(List<LaunchTasks> members) implements Output {}

    /// This launch takes long. Say [Input.TaskReturned] of those that have not begun, to leave them to others, and at
    /// once of those that have ended how they did.
    record RecallTasks(List<AttemptId> attempts, ExecutorId executor) implements Output {}

    /// Interrupt this attempt and say [Input.TaskEnded] when its thread has ended, or [Input.TaskReturned] if it never
    /// began. Nobody wants its output.
    record InterruptTask(AttemptId attempt, ExecutorId executor) implements Output {}

    /// The attempt ignored its interrupt: forget it and replace its thread, for its slot is given away.
    record AbandonTask(AttemptId attempt, ExecutorId executor) implements Output {}

    /// Free this output: it came from an attempt that nobody waits for.
    record DiscardOutput(AttemptId attempt, Object output) implements Output {}

    /// This executor is not, or not any more, one of ours: let it end, or come back in another life. Nothing that it
    /// says counts.
    record RefuseExecutor(ExecutorId executor, String reason) implements Output {}

    /// An executor is lost, with what ran there and the blocks and cached partitions that it held.
    record ExecutorGone(ExecutorId executor, String reason) implements Output {}

    /// Tell people.
    record Warn(String text) implements Output {}

    /// All wanted partial results of a job are there.
    ///
    /// @param results one for each wanted partition in the order of the submission; some may be null
    record JobSucceeded(JobId job, List<Object> results) implements Output {}

    record JobFailed(JobId job, JobFailure failure) implements Output {}

    /// The job does not need this stage now: its outputs are there, or those of all stages that read it.
    record StageSkipped(JobId job, StageId stage) implements Output {}

    /// The first task of a run of a stage starts.
    ///
    /// @param tasks how many tasks this run has
    /// @param run from 0; more than one if outputs or inputs were lost
    record StageStarted(StageId stage, String name, int tasks, int run) implements Output {}

    /// All outputs of a stage are there.
    record StageFinished(StageId stage, Duration took) implements Output {}

    /// The first partition of a cache is there: from now on all are made in the same way.
    record CacheBegun(CacheId cache) implements Output {}

    /// All tasks have come to the barrier at which this attempt waits.
    ///
    /// @param gathered their messages, by partition
    record BarrierOver(AttemptId attempt, ExecutorId executor, List<String> gathered) implements Output {}

    /// No barrier at which this attempt waits, or will wait, is ever over.
    record BarrierBroken(AttemptId attempt, ExecutorId executor, String why) implements Output {}

    /// Free these outputs of a stage; it may make them again.
    record FreeOutput(StageId stage, List<Object> freed) implements Output {}

    /// Free all that this stage made; its id does not come again.
    record DropOutput(StageId stage) implements Output {}

    /// Say [Input.Tick] at this time; replaces the wish of an earlier step.
    record WakeAt(long timeMillis) implements Output {}
}
