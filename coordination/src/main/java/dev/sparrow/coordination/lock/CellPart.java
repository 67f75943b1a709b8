/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.List;
import java.util.Optional;

/// A part of the state of a cell, as its snapshots have it.
public sealed interface CellPart {
    /// What counts up.
    ///
    /// @param epoch of the last master
    record Counts(long epoch, long lastSession, long lastInstance, long lastLockGeneration, long lastLoss)
            implements CellPart {}

    /// A session that is open.
    ///
    /// @param lastCall its last [CellCommand.Call], or 0
    /// @param lastAnswer to that
    record Session(long session, String client, long lastCall, Optional<CellAnswer> lastAnswer) implements CellPart {}

    /// A file or directory, see [Node].
    record Named(
            String name,
            Stat stat,
            Acl acl,
            String content,
            List<Holder> readers,
            List<Holder> writers,
            long loss,
            long delayMillis)
            implements CellPart {}

    /// Who holds a lock.
    record Holder(long session, long delayMillis) {}
}
