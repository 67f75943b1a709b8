/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

/// What a coordinator or participant wants its program to do or to know.
public sealed interface CommitReport {
    TransactionId transaction();

    /// Calls [Participant#prepare]; answered by [CommitRequest.SinkVoted].
    record PrepareSink(TransactionId transaction) implements CommitReport {}

    /// Calls [Participant#commit] or [Participant#abort]; answered by [CommitRequest.SinkEnded].
    record EndSink(TransactionId transaction, Outcome outcome) implements CommitReport {}

    /// Proposes a decision to the replicated log, where the first one counts; answered by [CommitRequest.LogDecided].
    record ProposeDecision(TransactionId transaction, Outcome outcome) implements CommitReport {}

    /// The coordinator knows how the transaction ends.
    record Finished(TransactionId transaction, Outcome outcome) implements CommitReport {}

    /// An operator's decision was not what was decided: somebody has to repair the participant.
    record DamagedByHand(TransactionId transaction, Outcome done, Outcome decided) implements CommitReport {}
}
