/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.ArrayDeque;
import java.util.Deque;

/// Whether the heap is so full that the collector does nearly all the work: then no task will end in any useful time.
///
/// That much is in use is no reason, nor is a collector that works hard for a while: jobs may well end with either.
/// Pure; for one thread.
public final class HeapWatch {
    private static final long WINDOW_MILLIS = 15_000;
    private static final double COLLECTING = 0.9;

    /// Less than this is not full for any collector. Parallel's old generation is two thirds of the heap, and once it
    /// is full, not all of the rest is used.
    private static final double LIVE = 0.6;

    private static final long PATIENCE_MILLIS = 3_000;

    private final Deque<Sample> window = new ArrayDeque<>();

    /// When the heap was found full; null if it is not, or no longer.
    private Sample found;

    /// What is known of the heap at one moment.
    ///
    /// @param timeMillis from any fixed moment
    /// @param collectingMillis how long the program stood still for the collector so far
    /// @param liveBytes what the last collection of each part of the heap has left
    /// @param maxBytes what the heap may grow to
    public record Sample(long timeMillis, long collectingMillis, long liveBytes, long maxBytes) {
        public boolean isFull() {
            return liveBytes >= LIVE * maxBytes;
        }
    }

    /// Takes in a sample; returns whether it is so. After that it begins anew.
    public boolean step(Sample sample) {
        if (!sample.isFull()) {
            window.clear();
            return false;
        }
        window.addLast(sample);
        // The oldest that is kept is at least as old as the window is long.
        while (window.size() > 2 && sample.timeMillis() - second().timeMillis() >= WINDOW_MILLIS) {
            window.removeFirst();
        }
        var since = window.getFirst();
        var took = sample.timeMillis() - since.timeMillis();
        if (took < WINDOW_MILLIS || sample.collectingMillis() - since.collectingMillis() < COLLECTING * took) {
            return false;
        }
        window.clear();
        found = sample;
        return true;
    }

    /// Whether the collector still does nearly all the work some seconds after a heap was found full, so that the tasks
    /// that were told to end do not get to where they notice.
    public boolean isStuck(Sample sample) {
        if (found == null || !sample.isFull()) {
            found = null;
            return false;
        }
        var took = sample.timeMillis() - found.timeMillis();
        if (took < PATIENCE_MILLIS) {
            return false;
        }
        var isStuck = sample.collectingMillis() - found.collectingMillis() >= COLLECTING * took;
        found = isStuck ? sample : null;
        return isStuck;
    }

    private Sample second() {
        var samples = window.iterator();
        samples.next();
        return samples.next();
    }
}
