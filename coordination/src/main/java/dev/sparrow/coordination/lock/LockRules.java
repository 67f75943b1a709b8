/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// The decisions that the safety of locks rests on, one method each, with the section of Burrows 2006.
///
/// The state asks an object of this class; tests break one rule at a time to see that it is noticed.
public class LockRules {
    /// Whether a lock is granted (2.4): to one writer or any number of readers.
    protected boolean grants(boolean exclusive, int readers, int writers) {
        return writers == 0 && (!exclusive || readers == 0);
    }

    /// Whether a lock that was free gets a new generation, so that sequencers of earlier holders are stale (2.4).
    protected boolean raisesGeneration() {
        return true;
    }

    /// Whether a sequencer is still good (2.4): of a lock that is held in that mode, and was since then without a
    /// break.
    protected boolean isGood(long sequencerGeneration, long lockGeneration, boolean heldInThatMode) {
        return heldInThatMode && sequencerGeneration == lockGeneration;
    }

    /// Whether nobody gets a lock for a while that was lost by failure (2.4); one that was given back is free at once.
    protected boolean delays(boolean endedInPeace) {
        return !endedInPeace;
    }

    /// Whether a lock-delay that has passed frees the lock: only that of the generation that was lost.
    protected boolean endsDelay(long delayGeneration, long lockGeneration) {
        return delayGeneration == lockGeneration;
    }
}
