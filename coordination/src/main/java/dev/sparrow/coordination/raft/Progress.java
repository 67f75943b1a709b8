/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import java.util.ArrayDeque;

/// How far a follower is, as its leader knows.
///
///     Probe → Replicate     a first entry matches: entries are sent without waiting for answers, within a window
///     Replicate → Probe     the log differs after all, or something was lost
///     … → Snapshot → Probe  the entries that it needs are gone
final class Progress {
    /// How entries are sent.
    enum State {
        PROBE,
        REPLICATE,
        SNAPSHOT
    }

    State state = State.PROBE;
    long next;
    long match;
    long round;
    long heardAtNanos;
    boolean probed;
    long snapshotIndex;
    int partsReceived;
    final ArrayDeque<Long> inFlight = new ArrayDeque<>();

    Progress(long next, long heardAtNanos) {
        this.next = next;
        this.heardAtNanos = heardAtNanos;
    }

    void probeFrom(long index) {
        state = State.PROBE;
        next = Math.max(index, match + 1);
        probed = false;
        inFlight.clear();
    }

    void matched(long index) {
        match = Math.max(match, index);
        next = Math.max(next, match + 1);
        while (!inFlight.isEmpty() && inFlight.peek() <= index) {
            inFlight.poll();
        }
        probed = false;
        if (state == State.PROBE || (state == State.SNAPSHOT && match >= snapshotIndex)) {
            state = State.REPLICATE;
            next = match + 1;
            inFlight.clear();
        }
    }
}
