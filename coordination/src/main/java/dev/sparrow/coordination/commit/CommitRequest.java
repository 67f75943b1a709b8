/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;

import java.util.List;

/// What the program on a node tells its coordinator or participant.
public sealed interface CommitRequest {
    /// To the coordinator: commit this at all of these participants, or at none.
    record Begin(TransactionId transaction, List<NodeId> participants) implements CommitRequest {
        public Begin {
            participants = List.copyOf(participants);
        }
    }

    /// The answer to [CommitReport.PrepareSink].
    record SinkVoted(TransactionId transaction, Vote vote) implements CommitRequest {}

    /// [CommitReport.EndSink] was carried out.
    record SinkEnded(TransactionId transaction) implements CommitRequest {}

    /// After a start: what [Participant#recover] has found.
    record SinkHolds(List<TransactionId> prepared) implements CommitRequest {
        public SinkHolds {
            prepared = List.copyOf(prepared);
        }
    }

    /// The replicated log holds this decision: the first that was proposed.
    record LogDecided(TransactionId transaction, Outcome outcome) implements CommitRequest {}

    /// An operator ends the doubt of a participant (a *heuristic decision*). The only way to break atomicity.
    record DecideByHand(TransactionId transaction, Outcome outcome) implements CommitRequest {}
}
