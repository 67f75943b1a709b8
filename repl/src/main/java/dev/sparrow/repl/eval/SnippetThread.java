/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Runs snippets one after the other on one thread. A snippet that ignores an interrupt keeps the thread for itself;
/// the next one gets a new one.
final class SnippetThread implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(100);

    /// Recursion goes deeper in a shell than in a server's thread.
    private static final long STACK_BYTES = 8L << 20;

    private final ClassLoader context;
    private ExecutorService thread;
    private Thread running;
    private long interruptedNanos;

    /// Tells that a snippet was left behind.
    static final class AbandonedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    SnippetThread(ClassLoader context) {
        this.context = context;
        this.thread = newThread();
    }

    private ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            var made = new Thread(null, work, "sparrow-snippet", STACK_BYTES);
            made.setDaemon(true);
            made.setContextClassLoader(context);
            return made;
        });
    }

    /// Waits for what `work` returns or throws.
    ///
    /// @param stopped whether an interrupt has come before; what comes later finds it running
    /// @throws ExecutionException with what it throws
    /// @throws AbandonedException if it was interrupted and did not end in time
    Object run(Callable<Object> work, BooleanSupplier stopped) throws ExecutionException, AbandonedException {
        var task =
                new FutureTask<>(() -> {
                    begin();
                    try {
                        if (stopped.getAsBoolean()) {
                            throw new InterruptedException("The snippet was stopped before it ran");
                        }
                        return work.call();
                    } finally {
                        end();
                    }
                });
        thread.execute(task);
        while (true) {
            try {
                return task.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                abandonIfDeaf();
            } catch (InterruptedException e) {
                interrupt();
            }
        }
    }

    @SuppressWarnings("ThreadInterruptedResult") // clearing the flag is the point
    private synchronized void begin() {
        var _ = Thread.interrupted();
        interruptedNanos = 0;
        running = Thread.currentThread();
    }

    /// A snippet that was left behind ends while another may be running.
    @SuppressWarnings("ReferenceEquality") // a thread is its identity
    private synchronized void end() {
        if (running == Thread.currentThread()) {
            running = null;
        }
    }

    /// Asks the running snippet to end; a job that it waits for is cancelled by this.
    synchronized void interrupt() {
        if (running != null) {
            running.interrupt();
            if (interruptedNanos == 0) {
                interruptedNanos = System.nanoTime();
            }
        }
    }

    private synchronized void abandonIfDeaf() throws AbandonedException {
        if (interruptedNanos != 0 && System.nanoTime() - interruptedNanos > GRACE.toNanos()) {
            interruptedNanos = 0;
            running = null;
            thread.shutdown();
            thread = newThread();
            throw new AbandonedException();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
