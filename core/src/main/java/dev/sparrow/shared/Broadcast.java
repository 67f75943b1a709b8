/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.closure.ByReference;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.lang.ref.Cleaner;
import java.util.function.Supplier;

/// A value that tasks read and that is there once for each process, not once for each task.
///
/// The value is taken as it is when the broadcast is made: what cannot change is shared as it is, anything else is
/// copied once. Tasks must not change it, since they all have the same one. A function that captures a broadcast takes
/// along its id alone, so a large table costs nothing to ship again and again.
///
/// For any thread.
public final class Broadcast<T> implements ByReference {
    private static final Cleaner CLEANER = Cleaner.create();

    private final long id;
    private final String made;
    private volatile Held<T> held;

    /// Where else the value is. Null where it is only here.
    private final BroadcastStore elsewhere;

    /// Where the value comes from when it is first asked for. Null where it is held from the beginning.
    private final Supplier<T> source;

    /// @param value may be null
    private record Held<T>(T value) {}

    private Broadcast(long id, String made, Held<T> held, BroadcastStore elsewhere, Supplier<T> source) {
        this.id = id;
        this.made = made;
        this.held = held;
        this.elsewhere = elsewhere;
        this.source = source;
    }

    /// Takes a value.
    ///
    /// @param made where, such as `broadcast at Join.java:12`
    /// @param store forgets the value when nobody refers to the broadcast any more
    /// @throws SparrowException if the value changes and is not serializable, or holds a dataset
    public static <T> Broadcast<T> of(T value, long id, String made, BroadcastStore store) {
        var held = new Held<>(Snapshot.take(value, "the value of " + made).copy());
        var broadcast = new Broadcast<>(id, made, held, store, null);
        CLEANER.register(broadcast, () -> store.forget(id));
        return broadcast;
    }

    /// A broadcast as tasks of another process have it.
    ///
    /// @param source gives the value; asked once, by the first task that reads it
    public static <T> Broadcast<T> elsewhere(long id, String made, Supplier<T> source) {
        return new Broadcast<>(id, made, null, null, source);
    }

    /// Where it was made, such as `broadcast at Join.java:12`.
    public String made() {
        return made;
    }

    /// Unique in its context.
    public long id() {
        return id;
    }

    /// The value, in the driver and in tasks.
    ///
    /// @throws SparrowException [ErrorCode#BROADCAST_DESTROYED]
    public T value() {
        return usable().value();
    }

    private Held<T> usable() {
        var current = held;
        if (current == null && source != null) {
            return fetched();
        }
        if (current == null) {
            throw new SparrowException(
                    ErrorCode.BROADCAST_DESTROYED,
                    this
                            + " was destroyed and has no value any more. Call destroy() only when no action follows that"
                            + " uses it.");
        }
        return current;
    }

    private synchronized Held<T> fetched() {
        if (held == null) {
            held = new Held<>(source.get());
        }
        return held;
    }

    /// Frees what executors hold of the value; they get it again when they ask. Where they share the driver's objects
    /// there is nothing to free: the only copy is the driver's. In a task, frees the copy of its executor.
    ///
    /// @throws SparrowException [ErrorCode#BROADCAST_DESTROYED]
    public void unpersist() {
        if (source == null) {
            var _ = usable();
            elsewhere.unpersist(id);
        } else {
            free();
        }
    }

    private synchronized void free() {
        held = null;
    }

    /// As [#unpersist()].
    ///
    /// @param blocking is of no account: executors free it when they hear of it, and nobody waits for that
    public void unpersist(boolean blocking) {
        unpersist();
    }

    /// Frees the value everywhere. Reading it from now on is an error.
    ///
    /// @throws SparrowException [ErrorCode#BROADCAST_DESTROYED] if it was destroyed before
    public void destroy() {
        var _ = usable();
        held = null;
        if (elsewhere != null) {
            elsewhere.forget(id);
        }
    }

    @Override
    public void requireUsable() {
        if (source == null) {
            var _ = usable();
        }
    }

    @Override
    public boolean isSharedByTasks() {
        return true;
    }

    @Override
    public String toString() {
        return "Broadcast " + id + " (" + made + ")";
    }
}
