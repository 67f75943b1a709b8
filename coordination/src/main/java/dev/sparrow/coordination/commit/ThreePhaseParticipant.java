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
import java.util.SortedMap;
import java.util.TreeMap;

/// A participant of three-phase commit: promises, gets ready, and if it hears nothing more, leads the others to an end.
///
///     Prepare ─► Preparing ──yes, on disk──► Uncertain ──told──► Ending ──sink has done it──► Ended
///                                             W ⇄ PC, PA    (W: has voted; PC, PA: ready to commit, to abort)
///
/// The termination protocol (Skeen 1981, section 6): the participant of the lowest rank that is alive asks where the others
/// stand, chooses by the rules, makes all ready, and decides. The others wait longer by their rank, and follow.
public final class ThreePhaseParticipant extends CommitMachine<ThreePhaseParticipant.Participation> {
    /// Where a transaction is.
    public sealed interface Participation extends State {
        /// The sink prepares; nothing is promised.
        record Preparing(NodeId coordinator, List<NodeId> participants, long deadlineNanos) implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }
        }

        /// Has voted yes.
        ///
        /// @param elected the highest ballot that it follows
        record Uncertain(
                NodeId coordinator,
                List<NodeId> participants,
                Standing standing,
                long elected,
                Role role,
                long deadlineNanos)
                implements Participation {
            @Override
            public OptionalLong deadline() {
                return OptionalLong.of(deadlineNanos);
            }

            Uncertain playing(Role other, long newDeadlineNanos) {
                return new Uncertain(coordinator, participants, standing, elected, other, newDeadlineNanos);
            }

            Uncertain electing(long ballot) {
                return new Uncertain(coordinator, participants, standing, ballot, role, deadlineNanos);
            }

            Uncertain standing(Standing other) {
                return new Uncertain(coordinator, participants, other, elected, role, deadlineNanos);
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
    }

    /// What a participant in doubt does about it.
    public sealed interface Role {
        /// Waits for whoever leads.
        record Following() implements Role {}

        /// Leads, and asks where the others stand.
        record Collecting(SortedMap<NodeId, Standing> standings) implements Role {}

        /// Leads, and makes the others ready for what it has chosen.
        record MakingReady(Outcome outcome, List<NodeId> ready) implements Role {}

        /// Was counted out when it crashed: asks how it ended. If all are back and nobody knows, they choose.
        record Asking(SortedMap<NodeId, Standing> inDoubtToo) implements Role {}
    }

    private static final Role FOLLOWING = new Role.Following();

    private final ThreePhaseRules rules;

    private ThreePhaseParticipant(NodeId self, ThreePhaseRules rules, CommitOptions options) {
        super(self, options);
        this.rules = rules;
    }

    private ThreePhaseParticipant(ThreePhaseParticipant other) {
        super(other);
        this.rules = other.rules;
    }

    /// A participant that goes on from what its log holds.
    public static ThreePhaseParticipant start(
            NodeId self, ThreePhaseRules rules, CommitOptions options, List<Stored> disk, long nowNanos) {
        var participant = new ThreePhaseParticipant(self, rules, options);
        participant.replay(disk, nowNanos);
        return participant;
    }

    @Override
    public ThreePhaseParticipant copy() {
        return new ThreePhaseParticipant(this);
    }

    @Override
    void onMessage(NodeId from, CommitMessage message) {
        switch (message) {
            case CommitMessage.Prepare(var id, var participants) -> onPrepare(from, id, participants);
            case CommitMessage.PreDecide preDecide -> onPreDecide(from, preDecide);
            case CommitMessage.PreDecided preDecided -> onPreDecided(from, preDecided);
            case CommitMessage.Decided(var id, var outcome) -> onDecided(from, id, outcome);
            case CommitMessage.Inquire(var id) -> onInquire(from, id);
            case CommitMessage.AskStanding(var id, var ballot) -> onAskStanding(from, id, ballot);
            case CommitMessage.StandingIs(var id, var ballot, var standing) -> onStandingIs(from, id, ballot, standing);
            case CommitMessage.InDoubtToo(var id, var standing) -> onInDoubtToo(from, id, standing);
            case CommitMessage.Voted _, CommitMessage.Acknowledged _ -> {}
        }
    }

    @Override
    void onRequest(CommitRequest request) {
        switch (request) {
            case CommitRequest.SinkVoted(var id, var vote) -> onSinkVoted(id, vote);
            case CommitRequest.SinkEnded(var id) -> onSinkEnded(id);
            case CommitRequest.SinkHolds(var prepared) -> prepared.forEach(this::onSinkHolds);
            case CommitRequest.DecideByHand(var id, var outcome) -> {
                if (state(id) instanceof Participation.Uncertain) {
                    write(new CommitRecord.DecisionByHand(id, outcome), true);
                    endSink(self, id, outcome, true);
                }
            }
            case CommitRequest.Begin _, CommitRequest.LogDecided _ -> {}
        }
    }

    private void onPrepare(NodeId from, TransactionId id, List<NodeId> participants) {
        switch (state(id)) {
            case null -> {
                become(id, new Participation.Preparing(from, participants, in(1)));
                report(new CommitReport.PrepareSink(id));
            }
            case Participation.Uncertain _ -> send(from, new CommitMessage.Voted(id, Vote.YES));
            case Participation.Ending _, Participation.Ended _ -> send(from, new CommitMessage.Voted(id, Vote.NO));
            case Participation.Preparing _ -> {}
        }
    }

    /// Who has nothing to write votes yes as well: it is needed to end the transaction.
    private void onSinkVoted(TransactionId id, Vote vote) {
        if (!(state(id) instanceof Participation.Preparing(var coordinator, var participants, _))) {
            return;
        }
        if (vote == Vote.NO) {
            abortAlone(id);
            send(coordinator, new CommitMessage.Voted(id, Vote.NO));
        } else {
            write(new CommitRecord.Prepared(id, coordinator, participants), rules.forcesPrepared());
            send(coordinator, new CommitMessage.Voted(id, Vote.YES));
            become(
                    id,
                    new Participation.Uncertain(
                            coordinator,
                            participants,
                            Standing.WAITING,
                            Ballots.COORDINATOR,
                            FOLLOWING,
                            waiting(participants)));
        }
    }

    private void abortAlone(TransactionId id) {
        write(new CommitRecord.Decision(id, Outcome.ABORT, List.of()), true);
        become(id, new Participation.Ended(Outcome.ABORT, false));
    }

    /// How long a participant waits for a leader: longer than a leader takes, and the longer the higher its rank is, so
    /// that the lowest one that is alive leads.
    private long waiting(List<NodeId> participants) {
        return in(3 + 3 * participants.indexOf(self));
    }

    private void onPreDecide(NodeId from, CommitMessage.PreDecide message) {
        var id = message.transaction();
        switch (state(id)) {
            case Participation.Uncertain uncertain -> {
                if (rules.obeys(message.ballot(), uncertain.elected()) && !(uncertain.role() instanceof Role.Asking)) {
                    getReady(id, uncertain, message.outcome(), message.ballot());
                    send(from, new CommitMessage.PreDecided(id, message.ballot(), message.outcome()));
                }
            }
            case Participation.Ending ending -> send(from, new CommitMessage.Decided(id, ending.outcome()));
            case Participation.Ended ended -> send(from, new CommitMessage.Decided(id, ended.outcome()));
            case Participation.Preparing _ -> {}
            case null -> {}
        }
    }

    private Participation.Uncertain getReady(
            TransactionId id, Participation.Uncertain uncertain, Outcome outcome, long ballot) {
        var standing = Standing.ready(outcome, ballot);
        write(new CommitRecord.Ready(id, standing), rules.forcesReady());
        var ready =
                uncertain
                        .standing(standing)
                        .electing(Math.max(ballot, uncertain.elected()))
                        .playing(FOLLOWING, waiting(uncertain.participants()));
        become(id, ready);
        return ready;
    }

    private void lead(TransactionId id, Participation.Uncertain uncertain) {
        var ballot = Ballots.next(uncertain.elected(), self, uncertain.participants());
        if (rules.forcesElected()) {
            write(new CommitRecord.Elected(id, ballot), true);
        }
        var standings = new TreeMap<NodeId, Standing>();
        standings.put(self, uncertain.standing());
        become(id, uncertain.electing(ballot).playing(new Role.Collecting(standings), in(1)));
        sendAll(uncertain.participants(), new CommitMessage.AskStanding(id, ballot));
        chooseIfEnough(id, false);
    }

    private void onAskStanding(NodeId from, TransactionId id, long ballot) {
        switch (state(id)) {
            case Participation.Uncertain uncertain -> {
                if (rules.follows(ballot, uncertain.elected()) && !(uncertain.role() instanceof Role.Asking)) {
                    if (rules.forcesElected()) {
                        write(new CommitRecord.Elected(id, ballot), true);
                    }
                    become(id, uncertain.electing(ballot).playing(FOLLOWING, waiting(uncertain.participants())));
                    send(from, new CommitMessage.StandingIs(id, ballot, uncertain.standing()));
                }
            }
            case Participation.Preparing _ -> {
                end(self, id, Outcome.ABORT);
                send(from, new CommitMessage.Decided(id, Outcome.ABORT));
            }
            case Participation.Ending ending -> send(from, new CommitMessage.Decided(id, ending.outcome()));
            case Participation.Ended ended -> send(from, new CommitMessage.Decided(id, ended.outcome()));
            case null -> answerUnknown(from, id);
        }
    }

    /// It was never asked to prepare, and will vote no if it is.
    private void answerUnknown(NodeId from, TransactionId id) {
        if (rules.abortsUnknown()) {
            abortAlone(id);
        }
        send(from, new CommitMessage.Decided(id, Outcome.ABORT));
    }

    private void onStandingIs(NodeId from, TransactionId id, long ballot, Standing standing) {
        if (state(id) instanceof Participation.Uncertain uncertain
                && uncertain.elected() == ballot
                && uncertain.role() instanceof Role.Collecting(var standings)) {
            become(
                    id,
                    uncertain.playing(new Role.Collecting(with(standings, from, standing)), uncertain.deadlineNanos()));
            chooseIfEnough(id, false);
        }
    }

    private void chooseIfEnough(TransactionId id, boolean timeIsOver) {
        if (!(state(id) instanceof Participation.Uncertain uncertain)
                || !(uncertain.role() instanceof Role.Collecting(var standings))) {
            return;
        }
        if (rules.enoughStandings(standings.size(), uncertain.participants().size(), timeIsOver)) {
            var outcome = rules.choose(standings.values());
            if (rules.makesReadyFor(outcome)) {
                makeReady(id, uncertain, outcome);
            } else {
                decide(id, uncertain, outcome);
            }
        } else if (timeIsOver) {
            become(id, uncertain.playing(FOLLOWING, waiting(uncertain.participants())));
        }
    }

    private void makeReady(TransactionId id, Participation.Uncertain uncertain, Outcome outcome) {
        var ready = getReady(id, uncertain, outcome, uncertain.elected());
        become(id, ready.playing(new Role.MakingReady(outcome, List.of(self)), in(1)));
        sendAll(uncertain.participants(), new CommitMessage.PreDecide(id, uncertain.elected(), outcome));
        decideIfEnough(id, false);
    }

    private void onPreDecided(NodeId from, CommitMessage.PreDecided message) {
        var id = message.transaction();
        if (state(id) instanceof Participation.Uncertain uncertain
                && uncertain.elected() == message.ballot()
                && uncertain.role() instanceof Role.MakingReady(var outcome, var ready)
                && !ready.contains(from)) {
            var more = new ArrayList<>(ready);
            more.add(from);
            more.sort(null);
            become(id, uncertain.playing(new Role.MakingReady(outcome, List.copyOf(more)), uncertain.deadlineNanos()));
            decideIfEnough(id, false);
        }
    }

    private void decideIfEnough(TransactionId id, boolean timeIsOver) {
        if (!(state(id) instanceof Participation.Uncertain uncertain)
                || !(uncertain.role() instanceof Role.MakingReady(var outcome, var ready))) {
            return;
        }
        if (rules.enoughReady(ready.size(), uncertain.participants().size(), timeIsOver)) {
            decide(id, uncertain, outcome);
        } else if (timeIsOver) {
            become(id, uncertain.playing(FOLLOWING, waiting(uncertain.participants())));
        }
    }

    private void decide(TransactionId id, Participation.Uncertain uncertain, Outcome outcome) {
        end(self, id, outcome);
        sendAll(uncertain.participants(), new CommitMessage.Decided(id, outcome));
        send(uncertain.coordinator(), new CommitMessage.Decided(id, outcome));
    }

    private void onDecided(NodeId from, TransactionId id, Outcome outcome) {
        switch (state(id)) {
            case Participation.Uncertain _ -> end(from, id, outcome);
            case Participation.Preparing _ -> {
                if (outcome == Outcome.ABORT) {
                    end(from, id, outcome);
                }
            }
            case null -> {
                if (outcome == Outcome.ABORT) {
                    end(from, id, outcome);
                }
            }
            case Participation.Ended(var done, var byHand) -> {
                if (done == outcome) {
                    acknowledge(from, id);
                } else if (byHand) {
                    report(new CommitReport.DamagedByHand(id, done, outcome));
                }
            }
            case Participation.Ending _ -> {}
        }
    }

    private void end(NodeId from, TransactionId id, Outcome outcome) {
        write(new CommitRecord.Decision(id, outcome, List.of()), rules.forcesDecision());
        endSink(from, id, outcome, false);
    }

    private void endSink(NodeId informant, TransactionId id, Outcome outcome, boolean byHand) {
        become(id, new Participation.Ending(outcome, informant, byHand, in(1)));
        report(new CommitReport.EndSink(id, outcome));
    }

    private void onSinkEnded(TransactionId id) {
        if (state(id) instanceof Participation.Ending(var outcome, var informant, var byHand, _)) {
            write(new CommitRecord.Ended(id), false);
            become(id, new Participation.Ended(outcome, byHand));
            acknowledge(informant, id);
        }
    }

    private void acknowledge(NodeId to, TransactionId id) {
        if (!to.equals(self)) {
            send(to, new CommitMessage.Acknowledged(id));
        }
    }

    /// The sink has prepared something, but the machine crashed before it could promise it.
    private void onSinkHolds(TransactionId id) {
        if (state(id) == null) {
            end(self, id, Outcome.ABORT);
        }
    }

    private void onInquire(NodeId from, TransactionId id) {
        switch (state(id)) {
            case Participation.Ending ending -> send(from, new CommitMessage.Decided(id, ending.outcome()));
            case Participation.Ended ended -> send(from, new CommitMessage.Decided(id, ended.outcome()));
            case Participation.Uncertain uncertain -> {
                if (uncertain.role() instanceof Role.Asking) {
                    send(from, new CommitMessage.InDoubtToo(id, uncertain.standing()));
                }
            }
            case Participation.Preparing _ -> {}
            case null -> answerUnknown(from, id);
        }
    }

    /// After a total failure (Skeen 1981, section 7): everybody is back, the coordinator too, and nobody knows. As all
    /// of them stand still until they are told, all that choose choose the same.
    private void onInDoubtToo(NodeId from, TransactionId id, Standing standing) {
        if (state(id) instanceof Participation.Uncertain uncertain
                && uncertain.role() instanceof Role.Asking(var inDoubtToo)) {
            var more = with(inDoubtToo, from, standing);
            become(id, uncertain.playing(new Role.Asking(more), uncertain.deadlineNanos()));
            if (more.size() == uncertain.participants().size()) {
                var standings = new ArrayList<>(more.values());
                standings.add(uncertain.standing());
                decide(id, uncertain, rules.choose(standings));
            }
        }
    }

    @Override
    void onDeadline(TransactionId id, Participation state) {
        switch (state) {
            case Participation.Preparing(var coordinator, _, _) -> {
                end(self, id, Outcome.ABORT);
                send(coordinator, new CommitMessage.Voted(id, Vote.NO));
            }
            case Participation.Uncertain uncertain -> onDoubtDeadline(id, uncertain);
            case Participation.Ending(var outcome, var informant, var byHand, _) ->
                    endSink(informant, id, outcome, byHand);
            case Participation.Ended _ -> {}
        }
    }

    private void onDoubtDeadline(TransactionId id, Participation.Uncertain uncertain) {
        switch (uncertain.role()) {
            case Role.Following _ -> {
                var alone = rules.alone(uncertain.standing());
                if (alone.isPresent()) {
                    end(self, id, alone.get());
                } else {
                    lead(id, uncertain);
                }
            }
            case Role.Collecting _ -> chooseIfEnough(id, true);
            case Role.MakingReady _ -> decideIfEnough(id, true);
            case Role.Asking _ -> {
                become(id, uncertain.playing(uncertain.role(), in(1)));
                sendAll(uncertain.participants(), new CommitMessage.Inquire(id));
                send(uncertain.coordinator(), new CommitMessage.Inquire(id));
            }
        }
    }

    @Override
    void onStored(CommitRecord record) {
        switch (record) {
            case CommitRecord.Prepared(var id, var coordinator, var participants) -> {
                var role = rules.choosesAfterCrash() ? FOLLOWING : new Role.Asking(new TreeMap<>());
                become(
                        id,
                        new Participation.Uncertain(
                                coordinator, participants, Standing.WAITING, Ballots.COORDINATOR, role, now()));
            }
            case CommitRecord.Elected(var id, var ballot) -> {
                if (state(id) instanceof Participation.Uncertain uncertain) {
                    become(id, uncertain.electing(ballot));
                }
            }
            case CommitRecord.Ready(var id, var standing) -> {
                if (state(id) instanceof Participation.Uncertain uncertain) {
                    become(
                            id,
                            uncertain.standing(standing).electing(Math.max(uncertain.elected(), standing.attempt())));
                }
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
            case CommitRecord.Collecting _ -> {}
        }
    }

    private static SortedMap<NodeId, Standing> with(
            SortedMap<NodeId, Standing> standings, NodeId node, Standing standing) {
        var more = new TreeMap<>(standings);
        more.put(node, standing);
        return more;
    }
}
