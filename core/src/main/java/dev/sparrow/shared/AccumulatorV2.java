/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.closure.ByReference;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;

import java.util.Optional;

/// A sum that tasks add to and the driver reads.
///
/// A task adds to an accumulator of its own, which begins empty. When the task has done its work, what it added comes
/// into the driver's: of each task of a stage once, however often it ran, and nothing of attempts that failed. A
/// *transformation* may still be computed by several stages, each of which counts; add in actions where that matters.
/// The driver sees all that a job added when the action returns.
///
/// Register it with the context before a function captures it. To make one of a new kind, write the methods that are
/// abstract here; [#merge] must not care about order. Only the task's own thread, and in the driver one thread at a
/// time, may add.
///
/// @param <I> what is added
/// @param <O> what comes out
public abstract class AccumulatorV2<I, O> implements ByReference {
    private transient Registration registration;

    /// Whether it is a task's own.
    private transient boolean inTask;

    /// @param name may be empty
    record Registration(long id, Optional<String> name, Arrivals arrivals) {}

    /// Whether nothing was added.
    public abstract boolean isZero();

    /// Another one with the same content.
    public abstract AccumulatorV2<I, O> copy();

    /// Forgets what was added.
    public abstract void reset();

    public abstract void add(I value);

    /// Adds all that another one of the same kind holds.
    public abstract void merge(AccumulatorV2<I, O> other);

    /// What was added so far. Only the driver knows.
    public abstract O value();

    /// Another one without content.
    public AccumulatorV2<I, O> copyAndReset() {
        var copy = copy();
        copy.reset();
        return copy;
    }

    /// Unique in its context.
    ///
    /// @throws SparrowException [ErrorCode#ACCUMULATOR_MISUSED] if it is not registered
    public final long id() {
        requireUsable();
        return registration.id();
    }

    /// Empty if it has none.
    public final Optional<String> name() {
        return registration == null ? Optional.empty() : registration.name();
    }

    public final boolean isRegistered() {
        return registration != null;
    }

    /// For [#value] of subclasses: brings in what tasks have added so far.
    ///
    /// @throws SparrowException [ErrorCode#ACCUMULATOR_MISUSED] in a task, which knows its own part only
    protected final void requireDriver() {
        if (inTask) {
            throw new SparrowException(
                    ErrorCode.ACCUMULATOR_MISUSED,
                    this
                            + " was read in a task, which knows only what it has added itself. Tasks add; the driver"
                            + " reads the value when the action has returned.");
        }
        if (registration != null) {
            registration.arrivals().merge();
        }
    }

    @Override
    public final void requireUsable() {
        if (registration == null) {
            throw new SparrowException(
                    ErrorCode.ACCUMULATOR_MISUSED,
                    this
                            + " is not registered, so nothing could come back. Call register(accumulator) of the context"
                            + " first.");
        }
    }

    /// Never: each attempt adds to its own.
    @Override
    public final boolean isSharedByTasks() {
        return false;
    }

    final void register(Registration made) {
        if (registration != null) {
            throw new SparrowException(ErrorCode.ACCUMULATOR_MISUSED, this + " is registered already.");
        }
        registration = made;
    }

    /// A copy without content, for another process.
    ///
    /// @throws SparrowException [ErrorCode#USER_FUNCTION] if it has none
    public final AccumulatorV2<I, O> empty() {
        return emptyCopy();
    }

    /// An empty one for an attempt of a task.
    final AccumulatorV2<I, O> forTask() {
        var own = emptyCopy();
        own.registration = registration;
        own.inTask = true;
        return own;
    }

    @SuppressWarnings("ReferenceEquality") // one that is equal is as good as any
    private AccumulatorV2<I, O> emptyCopy() {
        AccumulatorV2<I, O> copy;
        try {
            synchronized (registration.arrivals()) {
                copy = copyAndReset();
            }
        } catch (RuntimeException e) {
            throw new SparrowException(
                    ErrorCode.USER_FUNCTION, this + " failed when it was copied for a task: " + ThrowableText.of(e), e);
        }
        if (copy == null || copy == this) {
            throw new SparrowException(
                    ErrorCode.USER_FUNCTION,
                    this
                            + " has no copy for a task: its copy() returned "
                            + (copy == null ? "null." : "the accumulator itself."));
        }
        return copy;
    }

    final Arrivals arrivals() {
        return registration.arrivals();
    }

    /// Such as `Accumulator 3 'bad lines' (LongAccumulator)`. Asks nothing of the content.
    @Override
    public String toString() {
        var kind = " (" + getClass().getSimpleName() + ")";
        return registration == null
                ? "An accumulator" + kind
                : "Accumulator " + registration.id() + name().map(name -> " '" + name + "'").orElse("") + kind;
    }
}
