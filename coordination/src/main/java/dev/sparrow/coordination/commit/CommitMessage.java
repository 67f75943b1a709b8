/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;

import java.util.List;

/// What coordinator and participants of a transaction say to each other, in two-phase and three-phase commit.
public sealed interface CommitMessage {
    TransactionId transaction();

    /// From the coordinator: can you commit?
    ///
    /// @param participants all of them, who may ask each other when the coordinator is silent
    record Prepare(TransactionId transaction, List<NodeId> participants) implements CommitMessage {
        public Prepare {
            participants = List.copyOf(participants);
        }
    }

    /// To the coordinator, or to the participant that took its place.
    record Voted(TransactionId transaction, Vote vote) implements CommitMessage {}

    /// Get ready for this outcome (three-phase commit): pre-commit, or, of the quorum variant, pre-abort.
    ///
    /// @param ballot of whom it comes from, see [Ballots]
    record PreDecide(TransactionId transaction, long ballot, Outcome outcome) implements CommitMessage {}

    /// Ready for it.
    record PreDecided(TransactionId transaction, long ballot, Outcome outcome) implements CommitMessage {}

    /// The transaction has this outcome, for ever.
    record Decided(TransactionId transaction, Outcome outcome) implements CommitMessage {}

    /// The participant has done what was decided, and will never ask again.
    record Acknowledged(TransactionId transaction) implements CommitMessage {}

    /// How did it end? From somebody who is in doubt, to anybody who may know.
    record Inquire(TransactionId transaction) implements CommitMessage {}

    /// Where do you stand (three-phase commit)? From the participant that wants to lead the termination.
    record AskStanding(TransactionId transaction, long ballot) implements CommitMessage {}

    /// An answer to [AskStanding].
    record StandingIs(TransactionId transaction, long ballot, Standing standing) implements CommitMessage {}

    /// An answer to [Inquire] from one who came back from a crash and is in doubt as well.
    ///
    /// @param standing that of a participant; [Standing#WAITING] from a coordinator
    record InDoubtToo(TransactionId transaction, Standing standing) implements CommitMessage {}
}
