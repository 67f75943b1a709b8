/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.util.concurrent.atomic.AtomicLongArray;

/// How long operations took, to a twentieth of a millisecond; what took longer than ten seconds counts as that.
final class Latencies {
    private static final long STEP_NANOS = 50_000;
    private static final int STEPS = 200_000;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(STEPS - 1, nanos / STEP_NANOS));
    }

    long count() {
        var sum = 0L;
        for (var i = 0; i < STEPS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// What this part of all stayed below.
    double millis(double part) {
        var left = part * count();
        for (var i = 0; i < STEPS; i++) {
            left -= counts.get(i);
            if (left <= 0) {
                return (i + 1) * STEP_NANOS / 1e6;
            }
        }
        return STEPS * STEP_NANOS / 1e6;
    }
}
