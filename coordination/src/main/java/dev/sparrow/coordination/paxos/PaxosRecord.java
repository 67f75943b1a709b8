/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.Snapshot;

/// What a member writes to disk.
public sealed interface PaxosRecord {
    /// It takes no part in ballots of lower rounds.
    record Promised(Ballot ballot) implements PaxosRecord {}

    /// It has accepted a value. A later record for the same slot takes the place of an earlier one.
    record Kept(Accepted accepted) implements PaxosRecord {}

    /// It knows a value to be chosen. Written without haste, since others know it too; but who the members are it must
    /// not forget, or it would ask those of long ago.
    record Chosen(long slot, Payload payload) implements PaxosRecord {}

    /// The state, in place of all slots up to its index.
    record Compacted(Snapshot snapshot) implements PaxosRecord {}

    /// The disk is new, in place of one that was lost: an operator has put this there. The member must not vote until
    /// it has seen a slot chosen that was begun after it came back (Live, section 5.1).
    record Replaced() implements PaxosRecord {}

    /// It may vote again after [Replaced].
    record VotesAgain() implements PaxosRecord {}
}
