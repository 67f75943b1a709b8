/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A participant of two-phase commit: promises, and then waits to be told.
///
///     Prepare ─► Preparing ──yes, on disk──► Prepared ──told──► Ending ──sink has done it──► Ended
///                    └── no, or too slow ──► Ended: abort         (in doubt while Prepared)
///
/// In doubt it asks the coordinator and the other participants (cooperative termination, Bernstein, Hadzilacos and
/// Goodman 1987, section 7.4), as often as it takes: it *blocks*. Only a decision in the replicated log spares it that:
/// there it proposes to abort, and gets to know what was decided.
public final class TwoPhaseParticipant extends CommitMachine<TwoPhaseParticipant.Participation> {
    /// Where a transaction is.
    public sealed interface Participation extends State {
        /// The sink prepares; nothing is promised.
        record Preparing(NodeId coordinator, List<NodeId> participants, long deadlineNanos) implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// Has voted yes, and is in doubt.
        record Prepared(NodeId coordinator, List<NodeId> participants, long deadlineNanos) implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// The sink is told the outcome, again and again until it has done it.
        record Ending(Outcome outcome, NodeId informant, boolean byHand, long deadlineNanos) implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// Done; remembered to answer others.
        ///
        /// @param byHand whether an operator said so
        record Ended(Outcome outcome, boolean byHand) implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.empty();
            }
        }

        /// Had nothing to write, and does not know how it ended.
        record Left() implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.empty();
            }
        }
    }

    private final TwoPhaseRules rules;
    private final TreeMap<String, Long> generations = new TreeMap<>();
    private boolean restarted;

    private TwoPhaseParticipant(NodeId self, TwoPhaseRules rules, CommitOptions options) {
        super(self, options);
        this.rules = rules;
    }

    private TwoPhaseParticipant(TwoPhaseParticipant other) {
        super(other);
        this.rules = other.rules;
        this.generations.putAll(other.generations);
        this.restarted = other.restarted;
    }

    /// A participant that goes on from what its log holds.
    ///
    /// @param restarted whether it ran before, though its log may be empty
    public static TwoPhaseParticipant start(
            NodeId self,
            TwoPhaseRules rules,
            CommitOptions options,
            List<Stored> disk,
            boolean restarted,
            long nowNanos) {
        var participant = new TwoPhaseParticipant(self, rules, options);
        participant.restarted = restarted;
        participant.replay(disk, nowNanos);
        return participant;
    }

    @Override
    public TwoPhaseParticipant copy() {
        return new TwoPhaseParticipant(this);
    }

    @Override
    void onMessage(NodeId from, CommitMessage message) {
        switch (message) {
            case CommitMessage.Prepare(var id, var participants) -> onPrepare(from, id, participants);
            case CommitMessage.Decided(var id, var outcome) -> onDecided(from, id, outcome);
            case CommitMessage.Inquire(var id) -> onInquire(from, id);
            case CommitMessage.Voted _, CommitMessage.Acknowledged _ -> {}
            case CommitMessage.PreDecide _, CommitMessage.PreDecided _ -> {}
            case CommitMessage.AskStanding _, CommitMessage.StandingIs _, CommitMessage.InDoubtToo _ -> {}
        }
    }

    @Override
    void onRequest(CommitRequest request) {
        switch (request) {
            case CommitRequest.SinkVoted(var id, var vote) -> onSinkVoted(id, vote);
            case CommitRequest.SinkEnded(var id) -> onSinkEnded(id);
            case CommitRequest.SinkHolds(var prepared) -> prepared.forEach(this::onSinkHolds);
            case CommitRequest.LogDecided(var id, var outcome) -> onDecided(self, id, outcome);
            case CommitRequest.DecideByHand(var id, var outcome) -> onDecideByHand(id, outcome);
            case CommitRequest.Begin _ -> {}
        }
    }

    private void onPrepare(NodeId from, TransactionId id, List<NodeId> participants) {
        switch (state(id)) {
            case null -> {
                if (passesFence(id)) {
                    prepare(from, id, participants);
                } else {
                    become(id, abortedAlone(id));
                    send(from, new CommitMessage.Voted(id, Vote.NO));
                }
            }
            case Participation.Prepared _ -> send(from, new CommitMessage.Voted(id, Vote.YES));
            case Participation.Left _ -> send(from, new CommitMessage.Voted(id, Vote.READ_ONLY));
            case Participation.Ending _, Participation.Ended _ when rules.preparesAfterAbort() ->
                    prepare(from, id, participants);
            // It has aborted, or the message is a copy of one that it has answered long ago.
            case Participation.Ending _, Participation.Ended _ -> send(from, new CommitMessage.Voted(id, Vote.NO));
            case Participation.Preparing _ -> {}
        }
    }

    private boolean passesFence(TransactionId id) {
        var highest = generations.getOrDefault(id.application(), id.generation());
        return rules.passesFence(id.generation(), highest);
    }

    private void prepare(NodeId from, TransactionId id, List<NodeId> participants) {
        generations.merge(id.application(), id.generation(), Math::max);
        become(id, new Participation.Preparing(from, participants, in(1)));
        report(new CommitReport.PrepareSink(id));
    }

    private void onSinkVoted(TransactionId id, Vote vote) {
        if (!(state(id) instanceof Participation.Preparing(var coordinator, var participants, _))) {
            return;
        }
        var next =
                switch (vote) {
                    case YES -> {
                        write(new CommitRecord.Prepared(id, coordinator, participants), rules.forcesPrepared());
                        yield new Participation.Prepared(coordinator, participants, in(2));
                    }
                    case NO -> abortedAlone(id);
                    case READ_ONLY -> new Participation.Left();
                };
        become(id, next);
        send(coordinator, new CommitMessage.Voted(id, vote));
    }

    /// Before a promise every participant may abort; afterwards none may.
    private Participation abortedAlone(TransactionId id) {
        write(new CommitRecord.Decision(id, Outcome.ABORT, List.of()), false);
        return new Participation.Ended(Outcome.ABORT, false);
    }

    private void onDecided(NodeId from, TransactionId id, Outcome outcome) {
        switch (state(id)) {
            case Participation.Prepared _ -> end(from, id, outcome);
            case Participation.Preparing _ -> {
                if (outcome == Outcome.ABORT) {
                    end(from, id, outcome);
                }
            }
            case null -> {
                // It was never asked, so it cannot have been a commit unless everything is over here.
                if (outcome == Outcome.ABORT) {
                    end(from, id, outcome);
                } else {
                    acknowledge(from, id, outcome);
                }
            }
            case Participation.Ended(var done, var byHand) -> {
                // Not the same: by hand, or a presumption, late, about what the coordinator has forgotten.
                if (done == outcome) {
                    acknowledge(from, id, outcome);
                } else if (byHand) {
                    report(new CommitReport.DamagedByHand(id, done, outcome));
                }
            }
            case Participation.Left _ -> acknowledge(from, id, outcome);
            case Participation.Ending _ -> {}
        }
    }

    private void end(NodeId from, TransactionId id, Outcome outcome) {
        write(new CommitRecord.Decision(id, outcome, List.of()), rules.forcesDecision(outcome, options.presumption()));
        become(id, new Participation.Ending(outcome, from, false, in(1)));
        report(new CommitReport.EndSink(id, outcome));
    }

    private void onSinkEnded(TransactionId id) {
        if (state(id) instanceof Participation.Ending(var outcome, var informant, var byHand, _)) {
            write(new CommitRecord.Ended(id), false);
            become(id, new Participation.Ended(outcome, byHand));
            acknowledge(informant, id, outcome);
        }
    }

    private void acknowledge(NodeId to, TransactionId id, Outcome outcome) {
        if (!to.equals(self) && rules.needsAcknowledgement(outcome, options.presumption())) {
            send(to, new CommitMessage.Acknowledged(id));
        }
    }

    /// The sink has prepared something, but the machine crashed before it could promise it.
    private void onSinkHolds(TransactionId id) {
        if (state(id) == null) {
            end(self, id, Outcome.ABORT);
        }
    }

    private void onDecideByHand(TransactionId id, Outcome outcome) {
        if (state(id) instanceof Participation.Prepared) {
            write(new CommitRecord.DecisionByHand(id, outcome), true);
            become(id, new Participation.Ending(outcome, self, true, in(1)));
            report(new CommitReport.EndSink(id, outcome));
        }
    }

    private void onInquire(NodeId from, TransactionId id) {
        switch (state(id)) {
            case Participation.Ending ending -> send(from, new CommitMessage.Decided(id, ending.outcome()));
            case Participation.Ended ended -> send(from, new CommitMessage.Decided(id, ended.outcome()));
            case null -> {
                if (rules.mayAbortUnknown(restarted) && !options.decisionInLog()) {
                    write(new CommitRecord.Decision(id, Outcome.ABORT, List.of()), true);
                    become(id, new Participation.Ended(Outcome.ABORT, false));
                    send(from, new CommitMessage.Decided(id, Outcome.ABORT));
                }
            }
            // In doubt as well, or it does not know.
            case Participation.Prepared _, Participation.Preparing _, Participation.Left _ -> {}
        }
    }

    @Override
    void onDeadline(TransactionId id, Participation state) {
        switch (state) {
            case Participation.Preparing(var coordinator, _, _) -> {
                end(self, id, Outcome.ABORT);
                send(coordinator, new CommitMessage.Voted(id, Vote.NO));
            }
            case Participation.Prepared(var coordinator, var participants, _) -> {
                become(id, new Participation.Prepared(coordinator, participants, in(1)));
                resolve(id, coordinator, participants);
            }
            case Participation.Ending(var outcome, var informant, var byHand, _) -> {
                become(id, new Participation.Ending(outcome, informant, byHand, in(1)));
                report(new CommitReport.EndSink(id, outcome));
            }
            case Participation.Ended _, Participation.Left _ -> {}
        }
    }

    private void resolve(TransactionId id, NodeId coordinator, List<NodeId> participants) {
        if (rules.mayGiveUp()) {
            end(self, id, Outcome.ABORT);
        } else if (options.decisionInLog()) {
            report(new CommitReport.ProposeDecision(id, Outcome.ABORT));
        } else {
            send(coordinator, new CommitMessage.Inquire(id));
            sendAll(participants, new CommitMessage.Inquire(id));
        }
    }

    @Override
    void onStored(CommitRecord record) {
        switch (record) {
            case CommitRecord.Prepared(var id, var coordinator, var participants) -> {
                generations.merge(id.application(), id.generation(), Math::max);
                become(id, new Participation.Prepared(coordinator, participants, now()));
            }
            case CommitRecord.Decision(var id, var outcome, _) ->
                    become(id, new Participation.Ending(outcome, self, false, now()));
            case CommitRecord.DecisionByHand(var id, var outcome) ->
                    become(id, new Participation.Ending(outcome, self, true, now()));
            case CommitRecord.Ended(var id) -> {
                if (state(id) instanceof Participation.Ending ending) {
                    become(id, new Participation.Ended(ending.outcome(), ending.byHand()));
                }
            }
            case CommitRecord.Collecting _, CommitRecord.Elected _, CommitRecord.Ready _ -> {}
        }
    }
}
