/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A thread that looks twice a second whether something is wrong that would keep jobs from ever ending. It lives
/// through an error, as no actor does.
final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

    private final Runnable look;
    private final Thread thread;
    private volatile boolean closed;

    /// @param look may fail, for want of memory for instance; then it is repeated
    Guard(String name, Runnable look) {
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                look.run();
            } catch (RuntimeException | Error e) {
                // In a full heap much fails in one way or another, also in the JVM itself. The next look comes soon.
                if (!HeapGauge.isFull()) {
                    LOG.error("The engine cannot look after itself. Please report this.", e);
                }
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    /// Has it look at once.
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
