/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// Keeps the interrupts of JLine away: it interrupts the thread that reads a line for each Ctrl-C, wherever that is
/// just then. An interrupt would end the shell while it starts, and close the files that the compiler reads for good.
final class Uninterrupted {
    private Uninterrupted() {}

    /// Runs `work` on another thread and waits for it.
    static <T> T call(Callable<T> work) {
        return call(work, () -> {});
    }

    /// Runs `work` on another thread and waits for it.
    ///
    /// @param pressed told of each Ctrl-C meanwhile
    static <T> T call(Callable<T> work, Runnable pressed) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("sparrow-compiler").start(task);
        return get(task, pressed);
    }

    /// Waits for what another thread makes, and throws what that throws.
    static <T> T get(Future<T> future) {
        return get(future, () -> {});
    }

    private static <T> T get(Future<T> future, Runnable pressed) {
        while (true) {
            try {
                return future.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Error error -> throw error;
                    case RuntimeException known -> throw known;
                    default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                pressed.run();
            }
        }
    }
}
