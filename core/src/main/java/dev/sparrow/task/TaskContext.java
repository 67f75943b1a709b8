/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.task;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ResourceInformation;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The context of a task, for the functions that run in it. Belongs to the task's thread.
public sealed class TaskContext permits BarrierTaskContext {
    private static final ThreadLocal<TaskContext> CURRENT = new ThreadLocal<>();

    private final Attempt attempt;
    private final Deque<Consumer<TaskContext>> onCompletion = new ArrayDeque<>();
    private final Deque<BiConsumer<TaskContext, Throwable>> onFailure = new ArrayDeque<>();

    /// Guards the two below. Nothing that a user can lock: an actor takes it.
    private final Object interrupts = new Object();

    private final List<Consumer<TaskContext>> onInterrupt = new ArrayList<>();
    private boolean told;
    private boolean completed;
    private Throwable failure;

    /// For engines: what they know of an attempt.
    public interface Attempt {
        AttemptId id();

        /// Which run of its stage it belongs to, from 0.
        int stageRun();

        /// Of the stage.
        int partitions();

        JobSetting setting();

        /// How many task slots it has.
        int cpus();

        /// What it has besides, by name.
        Map<String, ResourceInformation> resources();

        /// What it has done so far.
        TaskMetrics metrics();

        /// Throws if it was cancelled.
        void checkCancelled();

        /// By which it meets the other tasks of its stage; empty unless that is a barrier stage.
        Optional<BarrierTaskContext.Meeting> meeting();
    }

    TaskContext(Attempt attempt) {
        this.attempt = attempt;
    }

    /// The task that the calling thread runs; null in the driver, and on threads that a function started.
    public static TaskContext get() {
        return CURRENT.get();
    }

    /// For engines: the calling thread runs an attempt from now on, until [#leave].
    public static TaskContext enter(Attempt attempt) {
        var context =
                attempt.meeting()
                        .<TaskContext>map(meeting -> new BarrierTaskContext(attempt, meeting))
                        .orElseGet(() -> new TaskContext(attempt));
        CURRENT.set(context);
        return context;
    }

    /// For engines, from any thread: the attempt was asked to stop. Its listeners are called on a thread of their own.
    public final void interrupt() {
        for (var listener : toTell()) {
            Thread.ofVirtual().name("sparrow-interrupt").start(() -> quietly(() -> listener.accept(this)));
        }
    }

    private List<Consumer<TaskContext>> toTell() {
        synchronized (interrupts) {
            told = true;
            var listeners = List.copyOf(onInterrupt);
            onInterrupt.clear();
            return listeners;
        }
    }

    /// The attempt is to stop whatever this listener does.
    private static void quietly(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            System.getLogger(TaskContext.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "A listener of a task's interrupt failed: " + ThrowableText.of(e),
                            ThrowableText.printable(e));
        }
    }

    /// For engines: the attempt has ended, or so it seems. Calls the listeners, the last that was added first, also
    /// those that listeners add; one that throws keeps no other from being called, and fails an attempt that had done
    /// its work.
    ///
    /// @param thrown what it failed with, as a user knows it; null if it did its work
    /// @return what it has failed with, the failures of listeners suppressed; null if it and all listeners did their
    ///   work
    public final Throwable complete(Throwable thrown) {
        completed = true;
        failure = thrown;
        while (true) {
            if (failure != null && !onFailure.isEmpty()) {
                var listener = onFailure.removeLast();
                var cause = failure;
                call(() -> listener.accept(this, cause));
            } else if (!onCompletion.isEmpty()) {
                var listener = onCompletion.removeLast();
                call(() -> listener.accept(this));
            } else {
                return failure;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // one may throw what it was told
    private void call(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            if (failure == null) {
                failure = e;
            } else if (failure != e) {
                failure.addSuppressed(e);
            }
        }
    }

    /// For engines: the calling thread runs no attempt any more.
    public static void leave() {
        CURRENT.remove();
    }

    /// Which run of which task this is.
    public final AttemptId attempt() {
        return attempt.id();
    }

    public final int stageId() {
        return attempt.id().stage().value();
    }

    /// From 0.
    public final int partitionId() {
        return attempt.id().partition();
    }

    /// How often this task was started before.
    public final int attemptNumber() {
        return attempt.id().attempt();
    }

    /// How often the stage was run before, the whole or lost parts of it.
    public final int stageAttemptNumber() {
        return attempt.stageRun();
    }

    /// Of the stage.
    public final int numPartitions() {
        return attempt.partitions();
    }

    /// How many task slots this task has.
    public final int cpus() {
        return attempt.cpus();
    }

    /// What this task has besides, by the name of the resource: addresses that no other task has while it runs.
    public final Map<String, ResourceInformation> resources() {
        return attempt.resources();
    }

    /// What [Sparrow#setLocalProperty] had set on the thread that started the job; null if nothing. Of jobs that share
    /// a stage, the first decides.
    public final String getLocalProperty(String key) {
        return attempt.setting().properties().get(key);
    }

    /// What the attempt has done so far. Records are counted by the batch, so the numbers of a running task may be
    /// behind.
    public final TaskMetrics taskMetrics() {
        return attempt.metrics();
    }

    public Path files() {
        return attempt.setting().files();
    }

    public final boolean isCompleted() {
        return completed;
    }

    public final boolean isFailed() {
        return failure != null;
    }

    /// Whether the attempt is to stop, since nobody wants its result any more.
    public final boolean isInterrupted() {
        try {
            attempt.checkCancelled();
            return false;
        } catch (RuntimeException cancelled) {
            return true;
        }
    }

    /// Ends the attempt if it is to stop: for functions that compute for long.
    public final void killTaskIfInterrupted() {
        attempt.checkCancelled();
    }

    /// Calls `listener` when the attempt ends, in whatever way: the place to close what a function opened. What it adds
    /// to accumulators counts, and if it throws, the attempt has failed.
    public final TaskContext addTaskCompletionListener(Consumer<TaskContext> listener) {
        onCompletion.add(listener);
        return this;
    }

    /// Calls `listener` with what was thrown if the attempt fails, before those of its completion that are not called
    /// yet.
    public final TaskContext addTaskFailureListener(BiConsumer<TaskContext, Throwable> listener) {
        onFailure.add(listener);
        return this;
    }

    /// Calls `listener` as soon as the attempt is asked to stop, on a thread of its own: to end what neither an
    /// interrupt nor a look at [#isInterrupted] ends. If it was asked already, at once.
    public final TaskContext addTaskInterruptListener(Consumer<TaskContext> listener) {
        synchronized (interrupts) {
            onInterrupt.add(listener);
            if (!told) {
                return this;
            }
        }
        interrupt();
        return this;
    }
}
