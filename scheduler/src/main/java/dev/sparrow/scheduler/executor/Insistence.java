/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.MachineErrors;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Does what has to be done though the heap is full, such as to tell that a task has ended: tries again until there is
/// room. That comes, for what a failed task held is garbage, and tasks are ended when the heap stays full.
final class Insistence {
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private Insistence() {}

    /// @param work may be broken off at any point by want of memory, and is begun again then
    static <T> T on(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (Error e) {
                if (!MachineErrors.isOfFullHeap(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    static void on(Runnable work) {
        on(() -> {
            work.run();
            return null;
        });
    }
}
