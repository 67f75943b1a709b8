/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ResourceInformation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// An attempt of a task on its thread, from [#enter] to [#leave]. An engine opens it, ends it and interrupts it; the
/// functions of the attempt see it as a [dev.sparrow.task.TaskContext], which can do none of that.
///
/// It belongs to the thread that entered it, except for [#interrupt] and [#onInterrupt].
public final class TaskSession {
    private static final ThreadLocal<TaskSession> CURRENT = new ThreadLocal<>();

    private final Attempt attempt;
    private final Optional<Meeting> meeting;
    private Object view;
    private final Deque<Runnable> onCompletion = new ArrayDeque<>();
    private final Deque<Consumer<Throwable>> onFailure = new ArrayDeque<>();
    private boolean completed;
    private Throwable failure;

    /// Guards the two below. Nothing that a user can lock: an actor takes it.
    private final Object interrupts = new Object();

    private final List<Runnable> onInterrupt = new ArrayList<>();
    private boolean interrupted;

    /// What the engine knows of an attempt.
    public interface Attempt {
        AttemptId id();

        /// The number of this run of the stage, from 0.
        int stageRun();

        /// The number of partitions of the stage.
        int partitions();

        JobSetting setting();

        /// The number of task slots that the attempt has.
        int cpus();

        /// The resources that the attempt has besides slots, by name.
        Map<String, ResourceInformation> resources();

        /// What the attempt has done so far.
        TaskMetrics metrics();

        /// Throws if the attempt was cancelled.
        void checkCancelled();

        /// The way to the other tasks of the stage; empty unless it is a barrier stage.
        Optional<Meeting> meeting();
    }

    /// How a task meets the other tasks of its barrier stage.
    public interface Meeting {

        /// The hosts that the tasks run on, in the order of the partitions.
        List<String> addresses();

        /// Waits until all tasks have called it.
        void barrier();

        /// Waits until all tasks have called it; returns their messages, in the order of the partitions.
        List<String> allGather(String message);
    }

    private TaskSession(Attempt attempt) {
        this.attempt = attempt;
        this.meeting = attempt.meeting();
    }

    /// Begins the session of an attempt on the calling thread.
    public static TaskSession enter(Attempt attempt) {
        var session = new TaskSession(attempt);
        CURRENT.set(session);
        return session;
    }

    /// Ends the session of the calling thread, if it has one.
    public static void leave() {
        CURRENT.remove();
    }

    /// The session of the calling thread; null if the thread runs no attempt.
    public static TaskSession current() {
        return CURRENT.get();
    }

    public Attempt attempt() {
        return attempt;
    }

    /// The way to the other tasks of the stage; empty unless it is a barrier stage.
    public Optional<Meeting> meeting() {
        return meeting;
    }

    /// The object by which functions see this session: made when they first ask for it, and the same ever after.
    public Object view(Function<TaskSession, ?> make) {
        if (view == null) {
            view = make.apply(this);
        }
        return view;
    }

    // ---- End --------------------------------------------------------------------------------------------------------

    /// Calls `listener` when the attempt ends, in whatever way.
    public void onCompletion(Runnable listener) {
        onCompletion.add(listener);
    }

    /// Calls `listener` with what was thrown if the attempt fails.
    public void onFailure(Consumer<Throwable> listener) {
        onFailure.add(listener);
    }

    public boolean isCompleted() {
        return completed;
    }

    public boolean isFailed() {
        return failure != null;
    }

    /// Marks the attempt as ended and calls its listeners, the last that was added first, also those that listeners
    /// add. One that throws keeps no other from being called, and fails an attempt that had done its work.
    ///
    /// @param thrown what the attempt failed with, as a user knows it; null if it did its work
    /// @return what the attempt has failed with, the failures of listeners suppressed; null if it and all listeners did
    ///   their work
    public Throwable complete(Throwable thrown) {
        completed = true;
        failure = thrown;
        while (true) {
            if (failure != null && !onFailure.isEmpty()) {
                var listener = onFailure.removeLast();
                var cause = failure;
                call(() -> listener.accept(cause));
            } else if (!onCompletion.isEmpty()) {
                call(onCompletion.removeLast());
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

    // ---- Interrupt --------------------------------------------------------------------------------------------------

    /// Tells the attempt, from any thread, that it was asked to stop. Its listeners are called on threads of their own.
    public void interrupt() {
        for (var listener : takeInterruptListeners()) {
            Thread.ofVirtual().name("sparrow-interrupt").start(() -> quietly(listener));
        }
    }

    /// Calls `listener` on a thread of its own as soon as the attempt is asked to stop; at once, if it was already.
    public void onInterrupt(Runnable listener) {
        synchronized (interrupts) {
            onInterrupt.add(listener);
            if (!interrupted) {
                return;
            }
        }
        interrupt();
    }

    private List<Runnable> takeInterruptListeners() {
        synchronized (interrupts) {
            interrupted = true;
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
            System.getLogger(TaskSession.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "A listener of a task's interrupt failed: " + ThrowableText.of(e),
                            ThrowableText.printable(e));
        }
    }
}
