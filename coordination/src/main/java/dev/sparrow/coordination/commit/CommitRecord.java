/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;

import java.util.List;

/// What coordinators and participants write to their logs on disk.
public sealed interface CommitRecord {
    TransactionId transaction();

    /// The coordinator is about to ask these.
    record Collecting(TransactionId transaction, List<NodeId> participants) implements CommitRecord {
        public Collecting {
            participants = List.copyOf(participants);
        }
    }

    /// The participant is about to vote yes.
    record Prepared(TransactionId transaction, NodeId coordinator, List<NodeId> participants) implements CommitRecord {
        public Prepared {
            participants = List.copyOf(participants);
        }
    }

    /// The participant of three-phase commit will follow no lower ballot (*last elected*).
    record Elected(TransactionId transaction, long ballot) implements CommitRecord {}

    /// The participant of three-phase commit is ready for an outcome.
    record Ready(TransactionId transaction, Standing standing) implements CommitRecord {}

    /// How the transaction ends.
    ///
    /// @param unacknowledged whom a coordinator has to tell; empty at participants
    record Decision(TransactionId transaction, Outcome outcome, List<NodeId> unacknowledged) implements CommitRecord {
        public Decision {
            unacknowledged = List.copyOf(unacknowledged);
        }
    }

    /// An operator has decided for a participant in doubt, which may prove to be wrong.
    record DecisionByHand(TransactionId transaction, Outcome outcome) implements CommitRecord {}

    /// Nothing is left to do; a coordinator forgets the transaction.
    record Ended(TransactionId transaction) implements CommitRecord {}
}
