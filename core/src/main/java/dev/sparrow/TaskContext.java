/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.value.AttemptId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a function may ask of the task that it runs in. Belongs to the task's thread.
public final class TaskContext {
    private static final ThreadLocal<TaskContext> CURRENT = new ThreadLocal<>();

    private final AttemptId attempt;
    private final int numPartitions;
    private final Map<String, String> properties;
    private final Runnable checkCancelled;
    private final List<Consumer<TaskContext>> onCompletion = new ArrayList<>();
    private final List<BiConsumer<TaskContext, Throwable>> onFailure = new ArrayList<>();
    private boolean completed;
    private boolean failed;

    private TaskContext(AttemptId attempt, int numPartitions, Map<String, String> properties, Runnable checkCancelled) {
        this.attempt = attempt;
        this.numPartitions = numPartitions;
        this.properties = properties;
        this.checkCancelled = checkCancelled;
    }

    /// The task that the calling thread runs; null in the driver, and on threads that a function started.
    public static TaskContext get() {
        return CURRENT.get();
    }

    /// For engines: the calling thread runs an attempt from now on, until [#leave].
    ///
    /// @param checkCancelled throws if the attempt was cancelled
    public static TaskContext enter(
            AttemptId attempt, int numPartitions, Map<String, String> properties, Runnable checkCancelled) {
        var context = new TaskContext(attempt, numPartitions, properties, checkCancelled);
        CURRENT.set(context);
        return context;
    }

    /// For engines: the attempt has ended. Calls the listeners, the last that was added first.
    ///
    /// @param failure what it failed with; null if it did its work
    public void leave(Throwable failure) {
        completed = true;
        failed = failure != null;
        CURRENT.remove();
        if (failed) {
            onFailure.reversed().forEach(listener -> quietly(() -> listener.accept(this, failure)));
        }
        onCompletion.reversed().forEach(listener -> quietly(() -> listener.accept(this)));
    }

    /// The attempt has ended already, and other listeners have a right to hear of it.
    private static void quietly(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            System.getLogger(TaskContext.class.getName())
                    .log(System.Logger.Level.WARNING, "A listener of a task failed", e);
        }
    }

    /// Which run of which task this is.
    public AttemptId attempt() {
        return attempt;
    }

    public int stageId() {
        return attempt.stage().value();
    }

    /// From 0.
    public int partitionId() {
        return attempt.partition();
    }

    /// How often this task was started before.
    public int attemptNumber() {
        return attempt.attempt();
    }

    /// Of the stage.
    public int numPartitions() {
        return numPartitions;
    }

    /// Task slots that a task has.
    public int cpus() {
        return 1;
    }

    /// What [Sparrow#setLocalProperty] had set on the thread that started the job; null if nothing. Of jobs that share
    /// a stage, the first decides.
    public String getLocalProperty(String key) {
        return properties.get(key);
    }

    public boolean isCompleted() {
        return completed;
    }

    public boolean isFailed() {
        return failed;
    }

    /// Whether the attempt is to stop, since nobody wants its result any more.
    public boolean isInterrupted() {
        try {
            checkCancelled.run();
            return false;
        } catch (RuntimeException cancelled) {
            return true;
        }
    }

    /// Ends the attempt if it is to stop: for functions that compute for long.
    public void killTaskIfInterrupted() {
        checkCancelled.run();
    }

    /// Calls `listener` when the attempt ends, in whatever way: the place to close what a function opened.
    public TaskContext addTaskCompletionListener(Consumer<TaskContext> listener) {
        onCompletion.add(listener);
        return this;
    }

    /// Calls `listener` if the attempt fails, before those of its completion.
    public TaskContext addTaskFailureListener(BiConsumer<TaskContext, Throwable> listener) {
        onFailure.add(listener);
        return this;
    }
}
