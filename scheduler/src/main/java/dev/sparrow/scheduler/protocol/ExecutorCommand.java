/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StageId;

import java.util.List;

/// A message of the driver to an executor. What is heavy stands in none: an executor asks for it by its id, see
/// [StageStore].
public sealed interface ExecutorCommand {

    /// Run these attempts of one stage one after another on one thread.
    ///
    /// @param run which run of the stage they belong to, from 0
    /// @param inputs the version of what the stage's parents made
    /// @param grant what they have of the executor
    /// @param hosts where the tasks of a barrier stage run, by partition; empty if they do not wait for each other
    record RunTasks(List<AttemptId> attempts, int run, StageRef stage, int inputs, Grant grant, List<String> hosts)
            implements ExecutorCommand, Divisible {

        public boolean barrier() {
            return !hosts.isEmpty();
        }
    }

    /// Give back what has not begun of what was to be run together.
    record RecallTasks(List<AttemptId> attempts) implements ExecutorCommand {}

    record InterruptTask(AttemptId attempt) implements ExecutorCommand {}

    record AbandonTask(AttemptId attempt) implements ExecutorCommand {}

    /// All tasks have come to the barrier at which this attempt waits.
    ///
    /// @param gathered their messages, by partition
    record BarrierOver(AttemptId attempt, List<String> gathered) implements ExecutorCommand, Divisible {}

    /// The barrier at which this attempt waits will never be over.
    record BarrierBroken(AttemptId attempt, String why) implements ExecutorCommand, Divisible {}

    /// Free the blocks of an exchange, and what is known of the stage.
    record DropStage(StageId stage) implements ExecutorCommand {}

    /// Free what one attempt wrote.
    record DropOutput(MapOutput.Id output) implements ExecutorCommand {}

    /// Free the cached partitions of a cache.
    record DropCache(CacheId cache) implements ExecutorCommand {}

    /// Free what is here of the value of a broadcast.
    record DropBroadcast(long broadcast) implements ExecutorCommand {}

    /// Answer with [ExecutorEvent.Pong], as a sign of still getting on with messages.
    record Ping() implements ExecutorCommand {}
}
