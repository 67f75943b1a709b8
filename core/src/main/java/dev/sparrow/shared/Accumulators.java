/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The accumulators of one context: gives them their ids, and brings in what tasks have added.
///
/// What counts arrives on the driver's thread, which runs no user code: it waits here until the thread of a job's
/// caller merges it.
public final class Accumulators {
    private final AtomicLong nextId = new AtomicLong();
    private final Queue<Part<?, ?>> arrived = new ConcurrentLinkedQueue<>();

    private record Part<I, O>(
            AccumulatorV2<I, O> whole, AccumulatorV2<I, O> added, Consumer<SparrowException> onFailure) {
        void merge() {
            try {
                whole.merge(added);
            } catch (Throwable e) {
                onFailure.accept(
                        new SparrowException(
                                e instanceof OutOfMemoryError ? ErrorCode.OUT_OF_RESOURCES : ErrorCode.USER_FUNCTION,
                                whole + " failed while merging what a task added: " + ThrowableText.of(e),
                                ThrowableText.printable(e)));
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
    static <I, O> void arrive(
            AccumulatorV2<I, O> whole, AccumulatorV2<I, O> added, Consumer<SparrowException> onFailure) {
        whole.registry().arrived.add(new Part<>(whole, added, onFailure));
    }

    /// Merges what has arrived, whoever's it is. A `merge` that fails is the affair of the jobs that added, and of
    /// nobody else who happens to merge for them.
    public synchronized void settle() {
        for (var part = arrived.poll(); part != null; part = arrived.poll()) {
            part.merge();
        }
    }
}
