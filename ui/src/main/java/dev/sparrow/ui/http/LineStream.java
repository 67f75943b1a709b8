/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Lines for somebody who reads them at a pace of his own. For any thread; who is too slow is left out of some, and
/// hears how many.
public final class LineStream implements AutoCloseable {
    private static final int WAITING_MAX = 10_000;

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicLong leftOut = new AtomicLong();
    private volatile boolean closed;

    void add(String line) {
        if (!closed && !waiting.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    /// The next line; empty if there is none for so long.
    ///
    /// @throws InterruptedException if the calling thread is interrupted
    Optional<String> next(Duration longest) throws InterruptedException {
        var missing = leftOut.getAndSet(0);
        if (missing > 0) {
            return Optional.of(
                    "{\"warning\":{\"text\":\"" + missing + " lines were left out: the reader is too slow\"}}");
        }
        return Optional.ofNullable(waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
