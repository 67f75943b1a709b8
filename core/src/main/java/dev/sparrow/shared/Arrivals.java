/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.shared;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// What tasks have added to one accumulator and has not been merged yet.
///
/// It arrives on the driver's thread, which runs no user code, and waits for a thread that may: that of the caller of a
/// job whose tasks added, or one that reads the accumulator. No other thread waits for a `merge` that does not return.
public final class Arrivals {
    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();

    private record Part(Added added, Consumer<SparrowException> onFailure) {
        void merge() {
            var whole = added.whole();
            try {
                merge(whole);
            } catch (Throwable e) {
                onFailure.accept(
                        new SparrowException(
                                e instanceof OutOfMemoryError ? ErrorCode.OUT_OF_RESOURCES : ErrorCode.USER_FUNCTION,
                                whole + " failed while merging what a task added: " + ThrowableText.of(e),
                                ThrowableText.printable(e)));
            }
        }

        @SuppressWarnings("unchecked") // a copy of the whole
        private <I, O> void merge(AccumulatorV2<I, O> whole) {
            whole.merge((AccumulatorV2<I, O>) added.own().get());
        }
    }

    /// Runs no user code.
    ///
    /// @param onFailure told, on any thread, if it cannot be merged
    void add(Added added, Consumer<SparrowException> onFailure) {
        parts.add(new Part(added, onFailure));
    }

    /// Merges what is there, whichever job's tasks added it. A `merge` that fails fails the jobs that added, and not
    /// another one that happens to merge for them.
    public synchronized void merge() {
        for (var part = parts.poll(); part != null; part = parts.poll()) {
            part.merge();
        }
    }
}
