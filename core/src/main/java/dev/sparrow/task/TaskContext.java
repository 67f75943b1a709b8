/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.task;

import dev.sparrow.event.TaskMetrics;
import dev.sparrow.spi.TaskSession;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ResourceInformation;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The context of a task, for the functions that run in it. It belongs to the task's thread.
public sealed class TaskContext permits BarrierTaskContext {
    private final TaskSession session;

    TaskContext(TaskSession session) {
        this.session = session;
    }

    /// The task that the calling thread runs; null in the driver, and on threads that a function started.
    public static TaskContext get() {
        var session = TaskSession.current();
        return session == null ? null : (TaskContext) session.view(TaskContext::of);
    }

    /// The partition that the calling thread computes; 0 where it runs no task.
    public static int getPartitionId() {
        var session = TaskSession.current();
        return session == null ? 0 : session.attempt().id().partition();
    }

    private static TaskContext of(TaskSession session) {
        return session.meeting()
                .<TaskContext>map(meeting -> new BarrierTaskContext(session, meeting))
                .orElseGet(() -> new TaskContext(session));
    }

    /// Which run of which task this is.
    public final AttemptId attempt() {
        return session.attempt().id();
    }

    public final int stageId() {
        return session.attempt().id().stage().value();
    }

    /// From 0.
    public final int partitionId() {
        return session.attempt().id().partition();
    }

    /// How often this task was started before.
    public final int attemptNumber() {
        return session.attempt().id().attempt();
    }

    /// How often the stage was run before, the whole or lost parts of it.
    public final int stageAttemptNumber() {
        return session.attempt().stageRun();
    }

    /// The number of partitions of the stage.
    public final int numPartitions() {
        return session.attempt().partitions();
    }

    /// How many task slots this task has.
    public final int cpus() {
        return session.attempt().cpus();
    }

    /// What this task has besides, by the name of the resource: addresses that no other task has while it runs.
    public final Map<String, ResourceInformation> resources() {
        return session.attempt().resources();
    }

    /// What [dev.sparrow.Sparrow#setLocalProperty] had set on the thread that started the job; null if nothing. Of jobs
    /// that share a stage, the first decides.
    public final String getLocalProperty(String key) {
        return session.attempt().setting().properties().get(key);
    }

    /// All that [#getLocalProperty] knows, by key.
    public final Map<String, String> getLocalProperties() {
        return session.attempt().setting().properties();
    }

    /// What the attempt has done so far. Records are counted by the batch, so the numbers of a running task may be
    /// behind.
    public final TaskMetrics taskMetrics() {
        return session.attempt().metrics();
    }

    public final boolean isCompleted() {
        return session.isCompleted();
    }

    public final boolean isFailed() {
        return session.isFailed();
    }

    /// Whether the attempt is to stop, since nobody wants its result any more.
    public final boolean isInterrupted() {
        try {
            session.attempt().checkCancelled();
            return false;
        } catch (RuntimeException cancelled) {
            return true;
        }
    }

    /// Ends the attempt if it is to stop: for functions that compute for long.
    public final void killTaskIfInterrupted() {
        session.attempt().checkCancelled();
    }

    /// Calls `listener` when the attempt ends, in whatever way: the place to close what a function opened. What it adds
    /// to accumulators counts, and if it throws, the attempt has failed.
    public final TaskContext addTaskCompletionListener(Consumer<TaskContext> listener) {
        session.onCompletion(() -> listener.accept(this));
        return this;
    }

    /// Calls `listener` with what was thrown if the attempt fails, before those of its completion that are not called
    /// yet.
    public final TaskContext addTaskFailureListener(BiConsumer<TaskContext, Throwable> listener) {
        session.onFailure(thrown -> listener.accept(this, thrown));
        return this;
    }

    /// Calls `listener` as soon as the attempt is asked to stop, on a thread of its own: to end what neither an
    /// interrupt nor a look at [#isInterrupted] ends. If it was asked already, at once.
    public final TaskContext addTaskInterruptListener(Consumer<TaskContext> listener) {
        session.onInterrupt(() -> listener.accept(this));
        return this;
    }
}
