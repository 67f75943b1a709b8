/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.value.CacheId;

import dev.sparrow.scheduler.machine.BarrierRounds;
import dev.sparrow.value.AttemptId;

import java.util.List;

/// A message of an executor to its driver.
public sealed interface ExecutorEvent {

    /// A thread begins with an attempt.
    record TaskStarted(AttemptId attempt) implements ExecutorEvent {}

    /// How attempts ended.
    record TasksEnded(List<TaskReport> reports) implements ExecutorEvent {}

    /// As [TaskStarted] and [TasksEnded], of several attempts, each report being a [TaskReport] in bytes already.
    record TaskNews(List<AttemptId> started, List<byte[]> reports) implements ExecutorEvent {}

    /// How an attempt ended takes too many bytes for a message: the executor keeps its [TaskReport] until the driver has
    /// fetched it, by this number.
    record ReportKept(AttemptId attempt, long number) implements ExecutorEvent {}

    /// A task of a barrier stage waits for the others.
    record BarrierCalled(AttemptId attempt, BarrierRounds.Operation operation, String message)
            implements ExecutorEvent {}

    /// An executor holds a cached partition: from now on, or now elsewhere.
    record PartitionCached(CacheId cache, int partition, long bytesInMemory, long bytesOnDisk)
            implements ExecutorEvent {}

    /// An executor holds a cached partition no longer.
    record PartitionGone(CacheId cache, int partition) implements ExecutorEvent {}

    /// The answer to [ExecutorCommand.Ping].
    record Pong() implements ExecutorEvent {}
}
