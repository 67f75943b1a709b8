/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.event.TaskMetrics;

import java.time.Duration;
import java.time.Instant;

/// The time of one attempt. Begins and ends on the thread that runs it, which asks it.
final class TaskClock {
    private final long arrivedNanos = System.nanoTime();
    private long begunNanos = arrivedNanos;
    private ThreadClock thread;

    /// @param running the clock of the calling thread
    void begin(ThreadClock running) {
        thread = running;
        thread.begin();
        begunNanos = System.nanoTime();
    }

    void end() {
        thread.end(ranNanos());
    }

    private long ranNanos() {
        return System.nanoTime() - begunNanos;
    }

    Duration ran() {
        return Duration.ofNanos(ranNanos());
    }

    /// What else took time, of an attempt that [#ran] so long.
    TaskMetrics.Times times(Duration ran) {
        return thread.times(Duration.ofNanos(begunNanos - arrivedNanos), ran.toNanos());
    }

    static Instant now() {
        return Instant.now();
    }
}
