/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// The decisions that the safety of the lock service rests on, one method each, with the section of Burrows 2006.
///
/// State, master and client ask an object of this class; tests break one rule at a time to see that it is noticed.
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

    /// Whether somebody may do something (2.3): everybody, if there is no list, else who is in it.
    protected boolean permits(boolean hasList, boolean isListed) {
        return !hasList || isListed;
    }

    /// Whether nobody gets a lock for a while that was lost by failure (2.4); one that was given back is free at once.
    protected boolean delays(boolean endedInPeace) {
        return !endedInPeace;
    }

    /// Whether a lock-delay that has passed frees the lock: only that of the last loss.
    protected boolean endsDelay(long loss, long lastLoss) {
        return loss == lastLoss;
    }

    /// How long a lock-delay is on the master's clock: long enough on every other one (2.4).
    protected long delayNanos(long nanos, double clockRatioMax) {
        return (long) Math.ceil(nanos * clockRatioMax);
    }

    /// Whether a command of a master is carried out (2.9, step 1): not once there was another, though it may still have
    /// been on its way through the log.
    protected boolean takesCommandsOf(long epoch, long lastEpoch) {
        return epoch >= lastEpoch;
    }

    /// Whether a call is carried out: each one once, in the order of their numbers.
    protected boolean isNew(long call, long lastCall) {
        return call > lastCall;
    }

    /// Until when a client believes in its lease (2.8). It began no earlier than so long after the client had asked;
    /// when the answer came says nothing.
    protected long believedUntilNanos(
            long askedNanos, long answeredNanos, long heldNanos, long leaseNanos, double clockRatioMax) {
        return askedNanos + (long) ((heldNanos + leaseNanos) / clockRatioMax);
    }

    /// Whether the master ends a session: not before its lease.
    protected boolean mayExpire(long leaseEndNanos, long nowNanos) {
        return nowNanos >= leaseEndNanos;
    }

    /// Whether a lease begins only if this member still led after it had begun: a new master waits for all leases that
    /// it may find (2.9, step 3), but not for those that are given later.
    protected boolean confirmsLeadership() {
        return true;
    }

    /// How long a new master lets sessions live that it has found (2.9, step 3): as long as the one before may have
    /// promised.
    protected long inheritedLeaseNanos(long leaseNanos) {
        return leaseNanos;
    }

    /// Whether a write waits for sessions that may have what it changes in their caches (2.7).
    protected boolean waitsForCaches(int caching) {
        return caching > 0;
    }

    /// Whether what is read may be cached (2.7): not while a write is on its way.
    protected boolean mayCache(int writesUnderWay) {
        return writesUnderWay == 0;
    }

    /// Whether a master serves a call, or a client takes an answer, of this epoch (2.9, step 1).
    protected boolean accepts(long epoch, long ownEpoch) {
        return epoch == ownEpoch;
    }

    /// Whether a new master waits until all sessions know of the fail-over (2.9, step 6).
    protected boolean waitsForFailOver(int unaware) {
        return unaware > 0;
    }

    /// Whether a client keeps what it has cached through a fail-over (2.9, step 5): it may have missed invalidations.
    protected boolean keepsCacheThroughFailOver() {
        return false;
    }

    /// Whether a client reads from its cache (2.8): as long as it has a lease.
    protected boolean mayUseCache(boolean leaseIsOver) {
        return !leaseIsOver;
    }

    /// Whether a client forgets what is invalidated before it acknowledges that (2.7).
    protected boolean forgetsInvalidated() {
        return true;
    }

    /// Whether a client caches an answer that was on its way when the name was invalidated (2.7).
    protected boolean cachesInvalidated() {
        return false;
    }

    /// Whether an event stays until the session has acknowledged it (2.5); it may have been lost on its way.
    protected boolean keepsEvents() {
        return true;
    }

    /// Whether a handle of an earlier epoch is honoured (2.9, step 8): unless it was closed in this one.
    protected boolean honours(boolean ofEarlierEpoch, boolean wasClosed) {
        return ofEarlierEpoch && !wasClosed;
    }

    /// Whether ephemeral files may be deleted that nobody is known to have open (2.9, step 9): sessions of the master
    /// before had time to show what they have open, or there are none.
    protected boolean deletesOrphans(boolean haveShown) {
        return haveShown;
    }
}
