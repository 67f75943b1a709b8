/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.coordination.log.StateMachine;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.Stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A member of a Multi-Paxos cluster: what happens goes in, what is to be done comes out.
///
/// For each slot of the log at most one value is ever chosen, because whoever proposes in a higher round must first ask
/// a majority what it has accepted, and propose the value of the highest round among that (Simple, P2c). One proposer
/// asks for all open slots at once and then leads; gaps that others have left it fills with no-ops. It relies on its
/// disk and on nobody's clock, but for reads under the master lease, which are off by default.
public final class PaxosMachine implements ReplicatedLog {
    private final Paxos paxos;
    private String broken;
    private long wakeAtNanos = Long.MAX_VALUE;

    private PaxosMachine(Paxos paxos) {
        this.paxos = paxos;
    }

    /// A program that starts members.
    ///
    /// @param first the members on the first day; [Configuration#NONE] for one that is added later
    public static Program program(
            PaxosSettings settings, PaxosRules rules, Configuration first, Supplier<StateMachine> state) {
        return (self, disk, random, nowNanos) ->
                start(self, settings, rules, first, state.get(), disk, random, nowNanos);
    }

    private static PaxosMachine start(
            NodeId self,
            PaxosSettings settings,
            PaxosRules rules,
            Configuration first,
            StateMachine state,
            List<Stored> disk,
            RandomGenerator random,
            long nowNanos) {
        var paxos = new Paxos(self, settings, rules, first, new Applier(state), random);
        var machine = new PaxosMachine(paxos);
        paxos.nowNanos = nowNanos;
        // A leader may rely on this member's word from before the restart.
        paxos.heardLeaderAtNanos = nowNanos;
        machine.recover(disk);
        paxos.postpone();
        return machine;
    }

    private void recover(List<Stored> disk) {
        for (var i = 0; i < disk.size(); i++) {
            var stored = disk.get(i);
            if (!stored.intact()) {
                if (i < disk.size() - 1) {
                    broken =
                            "cannot start: record "
                                    + i
                                    + " of "
                                    + disk.size()
                                    + " on its disk is damaged. Give it an"
                                    + " empty disk, and say that it was replaced.";
                    return;
                }
                // Torn by a crash while it was written: nobody was told of it.
                break;
            }
            switch ((PaxosRecord) stored.record()) {
                case PaxosRecord.Promised(var ballot) -> paxos.acceptor.restore(ballot);
                case PaxosRecord.Kept(var accepted) -> paxos.acceptor.restore(accepted);
                case PaxosRecord.Chosen(var slot, var payload) -> paxos.slots.learn(slot, payload);
                case PaxosRecord.Compacted(var snapshot) -> paxos.slots.restore(snapshot);
                case PaxosRecord.Replaced _ -> paxos.replaced = true;
                case PaxosRecord.VotesAgain _ -> paxos.replaced = false;
            }
        }
        paxos.applier.restore(paxos.slots.snapshot());
        paxos.highestRound = paxos.acceptor.promised().round();
    }

    @Override
    public List<Effect> step(Event event, long nowNanos) {
        paxos.nowNanos = Math.max(paxos.nowNanos, nowNanos);
        paxos.effects = new ArrayList<>();
        if (broken != null) {
            paxos.effects.add(new Effect.Halt("Member " + paxos.self + " " + broken));
            return paxos.effects;
        }
        switch (event) {
            case Event.Received(var from, PaxosMessage message) -> onMessage(from, message);
            case Event.Received(var from, LogMessage message) -> onClient(from, message);
            case Event.Received _ -> {}
            case Event.Request(LogRequest request) -> onRequest(request);
            case Event.Request _ -> {}
            case Event.Durable(var writes) -> paxos.onDurable(writes);
            case Event.Tick _ -> {}
        }
        // What was known to be chosen before a restart.
        paxos.applyChosen();
        onTick();
        paxos.reportLeadership();
        wake(event instanceof Event.Tick);
        return paxos.effects;
    }

    private void onTick() {
        if (!paxos.proposer.leads && paxos.nowNanos >= paxos.electionAtNanos) {
            paxos.leader = null;
            var slots = paxos.slots;
            if (slots.latest().isVoter(paxos.self)
                    || slots.configurationAt(slots.chosenUpTo() + 1).isVoter(paxos.self)) {
                paxos.proposer.begin(false);
            } else {
                paxos.postpone();
                paxos.catchUp.ask();
            }
        }
        paxos.leadership.onTick();
    }

    private void onMessage(NodeId from, PaxosMessage message) {
        switch (message) {
            case PaxosMessage.Prepare prepare -> paxos.acceptor.onPrepare(from, prepare);
            case PaxosMessage.Promise promise -> paxos.proposer.onPromise(from, promise);
            case PaxosMessage.Accept accept -> paxos.acceptor.onAccept(from, accept);
            case PaxosMessage.AcceptedBy(var ballot, var first, var last) ->
                    paxos.proposer.onAccepted(from, ballot, first, last);
            case PaxosMessage.Nack nack -> paxos.proposer.onNack(nack);
            case PaxosMessage.Behind behind -> paxos.catchUp.onBehind(from, behind);
            case PaxosMessage.Heartbeat heartbeat -> paxos.leadership.onHeartbeat(from, heartbeat);
            case PaxosMessage.HeartbeatAck ack -> paxos.leadership.onAck(from, ack);
            case PaxosMessage.Learn learn -> paxos.catchUp.onLearn(from, learn);
            case PaxosMessage.AskLearn(var slot) -> paxos.catchUp.teach(from, slot);
            case PaxosMessage.SnapshotPart part -> paxos.catchUp.onPart(from, part);
            case PaxosMessage.AskPart ask -> paxos.catchUp.onAskPart(from, ask);
            case PaxosMessage.AskNewSlot ask -> paxos.catchUp.onAskNewSlot(from, ask);
            case PaxosMessage.NewSlot answer -> paxos.catchUp.onNewSlot(answer);
            case PaxosMessage.TakeOver over -> paxos.leadership.onTakeOver(from, over);
        }
    }

    private void onClient(NodeId from, LogMessage message) {
        switch (message) {
            case LogMessage.OpenSession open -> paxos.clients.onOpenSession(from, open);
            case LogMessage.Command command -> paxos.clients.onCommand(from, command);
            case LogMessage.Query query -> paxos.leadership.onQuery(from, query);
            case LogMessage.Opened _,
                    LogMessage.Applied _,
                    LogMessage.SessionExpired _,
                    LogMessage.Answered _,
                    LogMessage.NotLeader _,
                    LogMessage.Busy _ -> {}
        }
    }

    private void onRequest(LogRequest request) {
        switch (request) {
            case LogRequest.Propose propose -> paxos.clients.onPropose(propose);
            case LogRequest.Read(var number) -> paxos.leadership.onRequest(number);
            case LogRequest.ChangeMembers change -> paxos.clients.onChange(change);
            case LogRequest.TransferLeadership(var to) -> paxos.leadership.onTransfer(to);
        }
    }

    private void wake(boolean ticked) {
        var next = paxos.proposer.leads ? Long.MAX_VALUE : paxos.electionAtNanos;
        if (paxos.proposer.ballot != null) {
            next = Math.min(next, paxos.leadership.heartbeatAtNanos);
        }
        if (ticked || next < wakeAtNanos) {
            wakeAtNanos = next;
            paxos.effects.add(new Effect.WakeAt(next));
        }
    }

    @Override
    public Optional<NodeId> leader() {
        return Optional.ofNullable(paxos.leader);
    }

    @Override
    public boolean leads() {
        return paxos.proposer.leads;
    }

    @Override
    public boolean hasLease(long nowNanos) {
        return paxos.proposer.isReady() && paxos.leadership.hasLease(nowNanos);
    }

    /// The slot of the first entry of the latest leader that this member knows to have been ready. Rounds will not do:
    /// when the members change, two proposers may lead one round in different slots. But a slot belongs to one.
    @Override
    public long term() {
        return paxos.epoch;
    }

    /// Whether this member leads and has applied everything that leaders before it have answered.
    public boolean isReady() {
        return paxos.proposer.isReady();
    }

    @Override
    public long appliedIndex() {
        return paxos.applier.appliedIndex();
    }

    @Override
    public StateMachine state() {
        return paxos.applier.state();
    }

    /// Joint while a change is chosen and does not hold yet, since who was there before decides on the slots until
    /// then; and while one is accepted here, which may yet be chosen.
    @Override
    public Configuration configuration() {
        var accepted = paxos.acceptor.lastMembers(paxos.slots.chosenUpTo());
        var latest = accepted.orElse(paxos.slots.latest());
        return accepted.isEmpty() && paxos.slots.isSettled()
                ? latest
                : new Configuration(latest.voters(), paxos.proposer.configuration().voters(), latest.learners());
    }

    /// Whether it votes: not while it comes back with a new disk.
    public boolean votes() {
        return paxos.votes();
    }

    public Snapshot snapshot() {
        return paxos.slots.snapshot();
    }

    /// All slots up to this one are known to be chosen.
    public long chosenUpTo() {
        return paxos.slots.chosenUpTo();
    }

    public Ballot promised() {
        return paxos.acceptor.promised();
    }
}
