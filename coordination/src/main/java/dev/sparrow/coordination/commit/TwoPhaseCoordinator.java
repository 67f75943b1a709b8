/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The coordinator of two-phase commit (Gray 1978, section 5.8.3.3): asks all, decides, tells all.
///
///     Begin ─► Voting ──all yes──► [commit on disk] ─► Telling ──all acknowledged──► forgotten
///                 │                                       ▲
///                 ├── a no, or silence ──► abort ─────────┘   (what is presumed is forgotten at once)
///                 └── decision in the log: ─► Proposing ─► whatever the log holds
///
/// What is not known is presumed, see [Presumption]. Only if the decision is an entry of the replicated log, nothing is:
/// then participants find it there without this coordinator.
public final class TwoPhaseCoordinator extends CommitMachine<TwoPhaseCoordinator.Coordination> {
    /// Where a transaction is.
    public sealed interface Coordination extends State {
        /// Waits for votes.
        ///
        /// @param silent who has not voted
        /// @param yes who has promised; the decision concerns them
        record Voting(List<NodeId> silent, List<NodeId> yes, int refusals, long deadlineNanos) implements Coordination {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// Waits for the replicated log to take the decision.
        record Proposing(Outcome outcome, List<NodeId> concerned, long deadlineNanos) implements Coordination {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// Tells the decision until all have acknowledged it.
        record Telling(Outcome outcome, List<NodeId> unacknowledged, long deadlineNanos) implements Coordination {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }
    }

    private final TwoPhaseRules rules;

    private TwoPhaseCoordinator(NodeId self, TwoPhaseRules rules, CommitOptions options) {
        super(self, options);
        this.rules = rules;
    }

    private TwoPhaseCoordinator(TwoPhaseCoordinator other) {
        super(other);
        this.rules = other.rules;
    }

    /// A coordinator that goes on from what its log holds.
    public static TwoPhaseCoordinator start(
            NodeId self, TwoPhaseRules rules, CommitOptions options, List<Stored> disk, long nowNanos) {
        var coordinator = new TwoPhaseCoordinator(self, rules, options);
        coordinator.replay(disk, nowNanos);
        return coordinator;
    }

    @Override
    public TwoPhaseCoordinator copy() {
        return new TwoPhaseCoordinator(this);
    }

    @Override
    void onRequest(CommitRequest request) {
        switch (request) {
            case CommitRequest.Begin(var id, var participants) -> onBegin(id, participants);
            case CommitRequest.LogDecided(var id, var outcome) -> onLogDecided(id, outcome);
            case CommitRequest.SinkVoted _, CommitRequest.SinkEnded _, CommitRequest.SinkHolds _ -> {}
            case CommitRequest.DecideByHand _ -> {}
        }
    }

    @Override
    void onMessage(NodeId from, CommitMessage message) {
        switch (message) {
            case CommitMessage.Voted(var id, var vote) -> onVoted(from, id, vote);
            case CommitMessage.Acknowledged(var id) -> onAcknowledged(from, id);
            case CommitMessage.Inquire(var id) -> onInquire(from, id);
            case CommitMessage.Prepare _, CommitMessage.Decided _ -> {}
            case CommitMessage.PreDecide _, CommitMessage.PreDecided _ -> {}
            case CommitMessage.AskStanding _, CommitMessage.StandingIs _, CommitMessage.InDoubtToo _ -> {}
        }
    }

    private void onBegin(TransactionId id, List<NodeId> participants) {
        if (state(id) != null) {
            return;
        }
        if (rules.writesCollecting(options.presumption()) && !options.decisionInLog()) {
            write(new CommitRecord.Collecting(id, participants), true);
        }
        sendAll(participants, new CommitMessage.Prepare(id, participants));
        become(id, new Coordination.Voting(participants, List.of(), 0, in(1)));
    }

    private void onVoted(NodeId from, TransactionId id, Vote vote) {
        if (!(state(id) instanceof Coordination.Voting(var silent, var yes, var refusals, var deadline))
                || !silent.contains(from)) {
            return;
        }
        var voting =
                new Coordination.Voting(
                        without(silent, from),
                        vote == Vote.YES ? with(yes, from) : yes,
                        vote == Vote.NO ? refusals + 1 : refusals,
                        deadline);
        become(id, voting);
        if (rules.mayCommit(voting.silent().size(), voting.refusals())) {
            decide(id, Outcome.COMMIT, voting.yes());
        } else if (vote == Vote.NO) {
            abort(id, voting);
        }
    }

    /// Those who are silent may have promised as well.
    private void abort(TransactionId id, Coordination.Voting voting) {
        var concerned = new ArrayList<>(voting.yes());
        concerned.addAll(voting.silent());
        decide(id, Outcome.ABORT, concerned);
    }

    private void decide(TransactionId id, Outcome outcome, List<NodeId> concerned) {
        if (options.decisionInLog()) {
            become(id, new Coordination.Proposing(outcome, concerned, in(1)));
            report(new CommitReport.ProposeDecision(id, outcome));
            return;
        }
        var acknowledged = rules.needsAcknowledgement(outcome, options.presumption());
        if (!concerned.isEmpty()) {
            writeDecision(id, outcome, acknowledged ? concerned : List.of());
        }
        tell(id, outcome, concerned, acknowledged);
    }

    /// An abort needs no record: after a crash it is presumed, or follows from the collecting record.
    private void writeDecision(TransactionId id, Outcome outcome, List<NodeId> unacknowledged) {
        if (outcome == Outcome.COMMIT) {
            write(new CommitRecord.Decision(id, outcome, unacknowledged), rules.forcesCommit());
        }
    }

    private void tell(TransactionId id, Outcome outcome, List<NodeId> concerned, boolean acknowledged) {
        sendAll(concerned, new CommitMessage.Decided(id, outcome));
        report(new CommitReport.Finished(id, outcome));
        if (acknowledged && !rules.mayForget(concerned.size())) {
            become(id, new Coordination.Telling(outcome, concerned, in(1)));
        } else {
            end(id);
        }
    }

    private void onLogDecided(TransactionId id, Outcome outcome) {
        if (state(id) instanceof Coordination.Proposing proposing) {
            tell(id, outcome, proposing.concerned(), false);
        }
    }

    private void onAcknowledged(NodeId from, TransactionId id) {
        if (state(id) instanceof Coordination.Telling(var outcome, var unacknowledged, var deadline)) {
            var left = without(unacknowledged, from);
            if (rules.mayForget(left.size())) {
                end(id);
            } else {
                become(id, new Coordination.Telling(outcome, left, deadline));
            }
        }
    }

    private void end(TransactionId id) {
        if (!options.decisionInLog()) {
            write(new CommitRecord.Ended(id), false);
        }
        forget(id);
    }

    private void onInquire(NodeId from, TransactionId id) {
        switch (state(id)) {
            case Coordination.Telling telling -> send(from, new CommitMessage.Decided(id, telling.outcome()));
            case null -> {
                if (!options.decisionInLog()) {
                    send(from, new CommitMessage.Decided(id, rules.presumed(options.presumption())));
                }
            }
            // They will be told when it is decided.
            case Coordination.Voting _, Coordination.Proposing _ -> {}
        }
    }

    @Override
    void onDeadline(TransactionId id, Coordination state) {
        switch (state) {
            case Coordination.Voting voting -> {
                if (rules.mayCommit(voting.silent().size(), voting.refusals())) {
                    decide(id, Outcome.COMMIT, voting.yes());
                } else {
                    abort(id, voting);
                }
            }
            case Coordination.Proposing(var outcome, var concerned, _) -> {
                become(id, new Coordination.Proposing(outcome, concerned, in(1)));
                report(new CommitReport.ProposeDecision(id, outcome));
            }
            case Coordination.Telling(var outcome, var unacknowledged, _) -> {
                sendAll(unacknowledged, new CommitMessage.Decided(id, outcome));
                become(id, new Coordination.Telling(outcome, unacknowledged, in(1)));
            }
        }
    }

    @Override
    void onStored(CommitRecord record) {
        switch (record) {
            case CommitRecord.Collecting(var id, var participants) ->
                    become(id, new Coordination.Telling(rules.afterCrash(), participants, now()));
            case CommitRecord.Decision(var id, var outcome, var unacknowledged) -> {
                if (unacknowledged.isEmpty()) {
                    forget(id);
                } else {
                    become(id, new Coordination.Telling(outcome, unacknowledged, now()));
                }
            }
            case CommitRecord.Ended(var id) -> forget(id);
            case CommitRecord.Prepared _, CommitRecord.Elected _, CommitRecord.Ready _ -> {}
            case CommitRecord.DecisionByHand _ -> {}
        }
    }

    private static List<NodeId> with(List<NodeId> nodes, NodeId node) {
        var more = new ArrayList<>(nodes);
        more.add(node);
        // One order, so that equal states are equal.
        more.sort(null);
        return List.copyOf(more);
    }

    private static List<NodeId> without(List<NodeId> nodes, NodeId node) {
        return nodes.stream().filter(other -> !other.equals(node)).toList();
    }
}
