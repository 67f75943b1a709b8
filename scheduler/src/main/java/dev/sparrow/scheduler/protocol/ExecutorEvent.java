/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.value.AttemptId;

import java.time.Instant;
import java.util.List;

/// A message of an executor to its driver.
public sealed interface ExecutorEvent {

    /// A thread begins with an attempt.
    record TaskStarted(AttemptId attempt, Instant at) implements ExecutorEvent {}

    /// How attempts ended.
    record TasksEnded(List<TaskReport> reports) implements ExecutorEvent {}

    /// As [TaskStarted] and [TasksEnded], of several attempts, each report being a [TaskReport] in bytes already.
    record TaskNews(List<TaskStarted> started, List<byte[]> reports) implements ExecutorEvent {}

    /// How an attempt ended takes too many bytes for a message: the executor keeps its [TaskReport] until the driver
    /// has fetched it, by this number.
    record ReportKept(AttemptId attempt, long number) implements ExecutorEvent {}

    /// A task of a barrier stage waits for the others.
    record BarrierCalled(AttemptId attempt, BarrierRounds.Operation operation, String message)
            implements ExecutorEvent, Divisible {}

    /// What an executor holds of a cached partition has changed.
    record PartitionChanged(CacheChange change, Instant at) implements ExecutorEvent {}

    /// The executor lives.
    record Heartbeat() implements ExecutorEvent {}

    /// The answer to [ExecutorCommand.Ping].
    record Pong() implements ExecutorEvent {}
}
