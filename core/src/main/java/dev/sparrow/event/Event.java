/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.List;

/// Something that happened in a context.
public sealed interface Event {

    /// A job was accepted.
    ///
    /// @param label the user's action and line
    /// @param stages all its stages, parents first, also those that need not run
    record JobStarted(JobId job, String label, List<StageId> stages) implements Event {}

    /// A job ended. `error` is empty after success, else the message of the failure.
    record JobFinished(JobId job, Duration took, String error) implements Event {
        public boolean succeeded() {
            return error.isEmpty();
        }
    }

    /// A stage, or some lost partitions of it, began to run.
    ///
    /// @param name such as `reduceByKey at WordCount.java:31`
    /// @param tasks how many tasks this run has; fewer than the stage's partitions if others are there already
    record StageStarted(StageId stage, String name, int tasks, int run) implements Event {}

    /// All partitions of a stage are there.
    record StageFinished(StageId stage, Duration took) implements Event {}

    record TaskStarted(AttemptId attempt, String executor) implements Event {}

    record TaskFinished(AttemptId attempt, TaskMetrics metrics) implements Event {}

    /// One attempt failed. `reason` is for people; the task may be tried again.
    record TaskFailed(AttemptId attempt, String reason) implements Event {}

    /// Partitions of a dataset or of a stage's output that were there once are missing, and are computed again: these,
    /// and what is needed for that and missing, too.
    ///
    /// @param name of what made them, such as `reduceByKey at WordCount.java:31`
    /// @param reason for people
    record DataLost(String name, List<Integer> partitions, String reason) implements Event {}

    /// Something a user should know that is no failure, such as replaced bytes of invalid text.
    record Warning(String message) implements Event {}
}
