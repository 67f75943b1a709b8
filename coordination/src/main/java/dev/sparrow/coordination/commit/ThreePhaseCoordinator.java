/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.List;
import java.util.OptionalLong;

/// The coordinator of three-phase commit (Skeen 1981): asks all, has all ready, tells all.
///
///     Begin ─► Voting ──all yes──► MakingReady ──all ready──► [commit on disk] ─► Telling ──► forgotten
///                 └── a no, or silence ──► [abort on disk] ─────────────────────────┘
///     after a crash, or without enough that are ready: Asking ──told──► Telling
///
/// Nobody waits for it: if it is silent, the participants bring the transaction to its end by themselves, and when it
/// comes back it asks them how.
public final class ThreePhaseCoordinator extends CommitMachine<ThreePhaseCoordinator.Coordination> {
    /// Where a transaction is.
    public sealed interface Coordination extends State {
        List<NodeId> participants();

        long deadlineNanos();

        @Override
        default OptionalLong deadline() {
            return OptionalLong.of(deadlineNanos());
        }

        /// Waits for votes.
        record Voting(List<NodeId> participants, List<NodeId> silent, int refusals, long deadlineNanos)
                implements Coordination {}

        /// Waits until they are ready to commit.
        record MakingReady(List<NodeId> participants, List<NodeId> notReady, long deadlineNanos)
                implements Coordination {}

        /// Does not know what the participants have decided.
        record Asking(List<NodeId> participants, long deadlineNanos) implements Coordination {}

        /// Tells the decision until all have acknowledged it.
        record Telling(List<NodeId> participants, Outcome outcome, List<NodeId> unacknowledged, long deadlineNanos)
                implements Coordination {}
    }

    private final ThreePhaseRules rules;

    private ThreePhaseCoordinator(NodeId self, ThreePhaseRules rules, CommitOptions options) {
        super(self, options);
        this.rules = rules;
    }

    private ThreePhaseCoordinator(ThreePhaseCoordinator other) {
        super(other);
        this.rules = other.rules;
    }

    /// A coordinator that goes on from what its log holds.
    public static ThreePhaseCoordinator start(
            NodeId self, ThreePhaseRules rules, CommitOptions options, List<Stored> disk, long nowNanos) {
        var coordinator = new ThreePhaseCoordinator(self, rules, options);
        coordinator.replay(disk, nowNanos);
        return coordinator;
    }

    @Override
    public ThreePhaseCoordinator copy() {
        return new ThreePhaseCoordinator(this);
    }

    @Override
    void onRequest(CommitRequest request) {
        if (request instanceof CommitRequest.Begin(var id, var participants) && state(id) == null) {
            write(new CommitRecord.Collecting(id, participants), true);
            sendAll(participants, new CommitMessage.Prepare(id, participants));
            become(id, new Coordination.Voting(participants, participants, 0, in(1)));
        }
    }

    @Override
    void onMessage(NodeId from, CommitMessage message) {
        switch (message) {
            case CommitMessage.Voted(var id, var vote) -> onVoted(from, id, vote);
            case CommitMessage.PreDecided(var id, var ballot, _) -> onPreDecided(from, id, ballot);
            case CommitMessage.Decided(var id, var outcome) -> onDecided(id, outcome);
            case CommitMessage.Acknowledged(var id) -> onAcknowledged(from, id);
            case CommitMessage.Inquire(var id) -> onInquire(from, id);
            case CommitMessage.Prepare _, CommitMessage.PreDecide _ -> {}
            case CommitMessage.AskStanding _, CommitMessage.StandingIs _, CommitMessage.InDoubtToo _ -> {}
        }
    }

    private void onVoted(NodeId from, TransactionId id, Vote vote) {
        if (!(state(id) instanceof Coordination.Voting(var participants, var silent, var refusals, var deadline))
                || !silent.contains(from)) {
            return;
        }
        var voting =
                new Coordination.Voting(
                        participants, without(silent, from), vote == Vote.YES ? refusals : refusals + 1, deadline);
        become(id, voting);
        if (rules.mayPreCommit(voting.silent().size(), voting.refusals())) {
            preCommit(id, participants);
        } else if (vote != Vote.YES) {
            decide(id, participants, Outcome.ABORT);
        }
    }

    private void preCommit(TransactionId id, List<NodeId> participants) {
        if (rules.preCommits()) {
            sendAll(participants, new CommitMessage.PreDecide(id, Ballots.COORDINATOR, Outcome.COMMIT));
            become(id, new Coordination.MakingReady(participants, participants, in(1)));
        } else {
            decide(id, participants, Outcome.COMMIT);
        }
    }

    private void onPreDecided(NodeId from, TransactionId id, long ballot) {
        if (ballot == Ballots.COORDINATOR
                && state(id) instanceof Coordination.MakingReady(var participants, var notReady, var deadline)) {
            var left = without(notReady, from);
            become(id, new Coordination.MakingReady(participants, left, deadline));
            if (rules.enoughReady(participants.size() - left.size(), participants.size(), false)) {
                decide(id, participants, Outcome.COMMIT);
            }
        }
    }

    private void onDecided(TransactionId id, Outcome outcome) {
        switch (state(id)) {
            case Coordination.Telling _ -> {}
            case Coordination undecided -> decide(id, undecided.participants(), outcome);
            case null -> {}
        }
    }

    private void decide(TransactionId id, List<NodeId> participants, Outcome outcome) {
        write(new CommitRecord.Decision(id, outcome, participants), rules.forcesDecision());
        sendAll(participants, new CommitMessage.Decided(id, outcome));
        report(new CommitReport.Finished(id, outcome));
        become(id, new Coordination.Telling(participants, outcome, participants, in(1)));
    }

    private void onAcknowledged(NodeId from, TransactionId id) {
        if (state(id)
                instanceof Coordination.Telling(var participants, var outcome, var unacknowledged, var deadline)) {
            var left = without(unacknowledged, from);
            if (left.isEmpty()) {
                write(new CommitRecord.Ended(id), false);
                forget(id);
            } else {
                become(id, new Coordination.Telling(participants, outcome, left, deadline));
            }
        }
    }

    private void onInquire(NodeId from, TransactionId id) {
        switch (state(id)) {
            case Coordination.Telling telling -> send(from, new CommitMessage.Decided(id, telling.outcome()));
            case Coordination.Asking _ -> send(from, new CommitMessage.InDoubtToo(id, Standing.WAITING));
            case Coordination.Voting _, Coordination.MakingReady _ -> {}
            // Forgotten, so all have acknowledged; or never begun, and then nobody is in doubt.
            case null -> {}
        }
    }

    @Override
    void onDeadline(TransactionId id, Coordination state) {
        switch (state) {
            case Coordination.Voting(var participants, var silent, var refusals, _) -> {
                if (rules.mayPreCommit(silent.size(), refusals)) {
                    preCommit(id, participants);
                } else {
                    decide(id, participants, Outcome.ABORT);
                }
            }
            case Coordination.MakingReady(var participants, var notReady, _) -> {
                if (rules.enoughReady(participants.size() - notReady.size(), participants.size(), true)) {
                    decide(id, participants, Outcome.COMMIT);
                } else {
                    become(id, new Coordination.Asking(participants, in(1)));
                }
            }
            case Coordination.Asking(var participants, _) -> {
                var alone = rules.coordinatorAfterCrash();
                if (alone.isPresent()) {
                    decide(id, participants, alone.get());
                } else {
                    sendAll(participants, new CommitMessage.Inquire(id));
                    become(id, new Coordination.Asking(participants, in(1)));
                }
            }
            case Coordination.Telling(var participants, var outcome, var unacknowledged, _) -> {
                sendAll(unacknowledged, new CommitMessage.Decided(id, outcome));
                become(id, new Coordination.Telling(participants, outcome, unacknowledged, in(1)));
            }
        }
    }

    @Override
    void onStored(CommitRecord record) {
        switch (record) {
            case CommitRecord.Collecting(var id, var participants) ->
                    become(id, new Coordination.Asking(participants, now()));
            case CommitRecord.Decision(var id, var outcome, var participants) ->
                    become(id, new Coordination.Telling(participants, outcome, participants, now()));
            case CommitRecord.Ended(var id) -> forget(id);
            case CommitRecord.Prepared _, CommitRecord.Elected _, CommitRecord.Ready _ -> {}
            case CommitRecord.DecisionByHand _ -> {}
        }
    }

    private static List<NodeId> without(List<NodeId> nodes, NodeId node) {
        return nodes.stream().filter(other -> !other.equals(node)).toList();
    }
}
