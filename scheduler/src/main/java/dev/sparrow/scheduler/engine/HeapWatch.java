/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

/// Whether the heap is so full that the collector does nearly all the work: then no task will end in any useful time.
///
/// That much is in use is no reason, nor is a collector that works hard for a while: jobs may well end with either.
/// Pure; for one thread. In such a heap each object may cost a collection, so a look makes none.
public final class HeapWatch {
    private static final long WINDOW_MILLIS = 15_000;
    private static final double COLLECTING = 0.9;

    /// Less than this is not full for any collector. Parallel's old generation is two thirds of the heap, and once it
    /// is full, not all of the rest is used.
    private static final double LIVE = 0.6;

    /// After this long, tasks that were told to end have done so if they can.
    private static final long PATIENCE_MILLIS = 3_000;

    /// Where the program makes less between two collections, and that several times, it stands still.
    private static final long PROGRESS_BYTES = 64 << 10;

    private static final long STILL_MILLIS = 2_000;
    private static final long STILL_COLLECTIONS = 4;

    private final Mark full = new Mark();
    private final Mark still = new Mark();
    private boolean isWatching;
    private boolean isFound;

    /// What a look has found.
    public enum Verdict {
        /// There is room, or the program gets on.
        FINE,
        /// It may be full. That is not known before some time has gone.
        DOUBTFUL,
        /// It is full: jobs have to be ended.
        FULL,
        /// Threads get on so slowly, or not at all, that they do not get to where they notice that they are to end.
        STUCK
    }

    /// A moment, and what had been done until then.
    private static final class Mark {
        private long timeMillis;
        private long collectingMillis;
        private long collections;
        private long madeBytes;

        void set(long time, long collecting, long count, long made) {
            timeMillis = time;
            collectingMillis = collecting;
            collections = count;
            madeBytes = made;
        }
    }

    /// Whether this much in use may be a full heap.
    public static boolean isFull(long usedBytes, long maxBytes) {
        return usedBytes >= LIVE * maxBytes;
    }

    /// Takes a look.
    ///
    /// @param time in ms, from any fixed moment
    /// @param collecting how many ms the program stood still for the collector so far
    /// @param collections how often so far
    /// @param made how many bytes of objects the program has made so far
    /// @param isFull see [#isFull]
    public Verdict step(long time, long collecting, long collections, long made, boolean isFull) {
        if (!isFull || !isWatching || collecting - full.collectingMillis < COLLECTING * (time - full.timeMillis)) {
            isWatching = isFull;
            isFound = false;
            full.set(time, collecting, collections, made);
            still.set(time, collecting, collections, made);
            return Verdict.FINE;
        }
        if (made - still.madeBytes > PROGRESS_BYTES * (collections - still.collections)) {
            still.set(time, collecting, collections, made);
        }
        var standsStill =
                time - still.timeMillis >= STILL_MILLIS && collections - still.collections >= STILL_COLLECTIONS;
        var lasts = time - full.timeMillis >= (isFound ? PATIENCE_MILLIS : WINDOW_MILLIS);
        if (!standsStill && !lasts) {
            return Verdict.DOUBTFUL;
        }
        var verdict = standsStill || isFound ? Verdict.STUCK : Verdict.FULL;
        isFound = isFound || verdict == Verdict.FULL;
        full.set(time, collecting, collections, made);
        still.set(time, collecting, collections, made);
        return verdict;
    }
}
