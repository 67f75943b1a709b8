/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.time.Duration;

/// Many durations, of which the median is known to a sixteenth of it, in constant time and room.
public final class Durations {
    /// Below this each millisecond has a count of its own; above, each power of two has so many.
    private static final int STEPS = 16;

    private static final int STEP_BITS = 4;

    private final int[] counts = new int[STEPS * (Long.SIZE - STEP_BITS)];
    private int size;

    public void add(Duration one) {
        counts[index(Math.max(0, one.toMillis()))]++;
        size++;
    }

    /// In milliseconds, rounded down; 0 if there is none.
    public long medianMillis() {
        var left = size / 2;
        for (var i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left < 0) {
                return least(i);
            }
        }
        return 0;
    }

    private static int index(long millis) {
        if (millis < STEPS) {
            return (int) millis;
        }
        var power = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
        var step = (int) (millis >>> (power - STEP_BITS)) & (STEPS - 1);
        return (power - STEP_BITS + 1) * STEPS + step;
    }

    private static long least(int index) {
        if (index < STEPS) {
            return index;
        }
        return (long) (STEPS + index % STEPS) << (index / STEPS - 1);
    }
}
