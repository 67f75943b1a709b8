/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.simulation.NodeId;

/// What a member writes to disk.
public sealed interface RaftRecord {
    /// The latest term, and whom this member has voted for in it (the paper, Figure 2: persistent state).
    ///
    /// @param votedFor null if nobody
    record HardState(long term, NodeId votedFor) implements RaftRecord {}

    /// An entry. It takes the place of all entries with its index or a higher one.
    record Appended(Entry entry) implements RaftRecord {}

    /// A snapshot, and where the entries begin that follow: after this index, whose entry had this term.
    record Compacted(Snapshot snapshot, long baseIndex, long baseTerm) implements RaftRecord {}
}
