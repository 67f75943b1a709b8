/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long a thread waits for a library that reads with threads of its own. One that was inside for so long, while
/// nothing moved on, is interrupted, and what it called is an error: a library that forgets to pass on that a thread of
/// it failed must not make a task wait for ever.
///
/// Once a second another thread looks, so that a row costs its thread two writes and a read, and no clock. Seconds are
/// counted by looks: while the whole machine stands still, no reader is late.
final class PatienceLimit {
    private static final int LOOKS = 120;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final LongSupplier progress;
    private final int looksMax;
    private final Duration closingMax;
    private final ScheduledFuture<?> looking;

    /// The thread inside the library, or null. Written without a fence, since looks are far apart.
    private final AtomicReference<Thread> inside = new AtomicReference<>();

    /// Whether the thread inside is to leave by way of the lock.
    private final AtomicBoolean late = new AtomicBoolean();

    private boolean interrupted;
    private long seen = -1;
    private int looks;

    private PatienceLimit(LongSupplier progress, int looksMax, Duration pause) {
        this.progress = progress;
        this.looksMax = looksMax;
        this.closingMax = pause.multipliedBy(looksMax);
        this.looking = CLOCK.scheduleWithFixedDelay(this::look, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("sparrow-parquet-patience").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /// Begins to look.
    ///
    /// @param progress a number that changes as long as the library gets on; asked by another thread
    static PatienceLimit start(LongSupplier progress) {
        return start(progress, LOOKS, PAUSE);
    }

    static PatienceLimit start(LongSupplier progress, int looksMax, Duration pause) {
        return new PatienceLimit(progress, looksMax, pause);
    }

    /// What the library returns, if it does in time.
    ///
    /// @throws IllegalStateException if it does not
    <V> V within(Supplier<V> call) {
        begin();
        try {
            return call.get();
        } finally {
            end();
        }
    }

    /// The calling thread goes into the library.
    void begin() {
        inside.setRelease(Thread.currentThread());
    }

    /// The calling thread has left the library.
    ///
    /// @throws IllegalStateException if it was late, and had to be called out
    void end() {
        inside.setRelease(null);
        if (late.getAcquire()) {
            endLate();
        }
    }

    private synchronized void endLate() {
        late.set(false);
        if (interrupted) {
            interrupted = false;
            // The interrupt was ours, and what is done next is none of the library's.
            Thread.interrupted();
            throw new IllegalStateException(
                    "the threads that unpack its pages came to nothing within " + closingMax.toSeconds() + " s");
        }
    }

    /// A thread that leaves after it was found late, and before the next look, is not interrupted.
    private synchronized void look() {
        var waiting = inside.get();
        var now = progress.getAsLong();
        if (waiting == null || now != seen) {
            seen = now;
            looks = 0;
            late.set(false);
            return;
        }
        looks++;
        if (looks > looksMax && late.get() && !interrupted) {
            interrupted = true;
            waiting.interrupt();
        }
        late.set(looks >= looksMax);
    }

    /// Ends, and closes the library, and waits no longer for that either. Nothing read can get lost, so it does not
    /// matter if that fails.
    void close(AutoCloseable library) {
        looking.cancel(false);
        var closing = Thread.ofPlatform().daemon().name("sparrow-parquet-close").start(() -> closeQuietly(library));
        try {
            closing.join(closingMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable library) {
        try {
            library.close();
        } catch (Exception _) {
            return;
        }
    }
}
