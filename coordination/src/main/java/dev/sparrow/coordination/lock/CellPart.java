/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.SortedMap;

/// A part of the state of a cell, as its snapshots have it.
sealed interface CellPart {
    record Counts(long lastSession, long lastInstance, long lastLockGeneration) implements CellPart {}

    record Session(long session, String client) implements CellPart {}

    record Named(String name, Node node) implements CellPart {}

    /// A file or directory. Immutable: each change makes a new one.
    ///
    /// @param owner the session of an ephemeral file, or 0
    /// @param readers who holds the lock in shared mode, with the lock-delays asked for
    /// @param writers who holds it exclusively: one at most
    /// @param delayed whether it was lost by failure, and its lock-delay runs
    record Node(
            Stat stat,
            String content,
            long owner,
            SortedMap<Long, Long> readers,
            SortedMap<Long, Long> writers,
            boolean delayed,
            long delayMillis) {
        boolean isHeld() {
            return !readers.isEmpty() || !writers.isEmpty();
        }

        boolean isHeldBy(long session) {
            return readers.containsKey(session) || writers.containsKey(session);
        }
    }
}
