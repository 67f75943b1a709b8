/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The accumulators of one context: gives them their ids, and brings in what tasks have added.
///
/// What counts arrives on the driver's thread, which runs no user code: it waits here until the thread of a job's
/// caller merges it.
public final class Accumulators {
    private final AtomicLong nextId = new AtomicLong();
    private final Queue<Part<?, ?>> arrived = new ConcurrentLinkedQueue<>();

    private record Part<I, O>(AccumulatorV2<I, O> whole, AccumulatorV2<I, O> added) {
        void merge() {
            try {
                whole.merge(added);
            } catch (RuntimeException e) {
                throw new SparrowException(
                        ErrorCode.USER_FUNCTION, whole + " failed while merging what a task added: " + e, e);
            }
        }
    }

    /// Gives an accumulator its id; returns it.
    ///
    /// @param name may be empty
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator, Optional<String> name) {
        accumulator.register(new AccumulatorV2.Registration(this, nextId.getAndIncrement(), name));
        return accumulator;
    }

    /// What a task added counts. Runs no user code.
    static <I, O> void arrive(AccumulatorV2<I, O> whole, AccumulatorV2<I, O> added) {
        whole.registry().arrived.add(new Part<>(whole, added));
    }

    /// Merges what has arrived.
    ///
    /// @throws SparrowException [ErrorCode#USER_FUNCTION] if a `merge` fails
    public synchronized void settle() {
        for (var part = arrived.poll(); part != null; part = arrived.poll()) {
            part.merge();
        }
    }
}
