/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What acceptor, learner and proposer of a member share.
final class Paxos {
    final NodeId self;
    final PaxosSettings settings;
    final PaxosRules rules;
    final RandomGenerator random;
    final Applier applier;
    final Slots slots;
    final Acceptor acceptor;
    final Proposer proposer;
    final Leadership leadership;
    final CatchUp catchUp;
    final Clients clients;

    NodeId leader;
    long highestRound;
    long nowNanos;
    long electionAtNanos;
    long heardLeaderAtNanos;

    /// Whether this member's disk is new and it has not seen enough to vote.
    boolean replaced;

    List<Effect> effects = new ArrayList<>();

    /// See [PaxosMachine#term].
    long epoch;

    private boolean wasReady;
    private long writes;
    private long durableWrites;
    private long settlingWrite;
    private LogReport.Leadership reported;

    Paxos(
            NodeId self,
            PaxosSettings settings,
            PaxosRules rules,
            Configuration first,
            Applier applier,
            RandomGenerator random) {
        this.self = self;
        this.settings = settings;
        this.rules = rules;
        this.random = random;
        this.applier = applier;
        this.slots = new Slots(rules, settings.openSlotsMax(), first);
        this.acceptor = new Acceptor(this);
        this.proposer = new Proposer(this);
        this.leadership = new Leadership(this);
        this.catchUp = new CatchUp(this);
        this.clients = new Clients(this);
    }

    long electionTimeoutNanos() {
        return settings.electionTimeout().toNanos();
    }

    void send(NodeId to, PaxosMessage message) {
        effects.add(new Effect.Send(to, (Record) message));
    }

    void sendAtOnce(NodeId to, PaxosMessage message) {
        effects.add(new Effect.SendAtOnce(to, (Record) message));
    }

    void report(LogReport what) {
        effects.add(new Effect.Report((Record) what));
    }

    void write(Effect effect) {
        effects.add(effect);
        writes++;
    }

    long writes() {
        return writes;
    }

    boolean isDurable(long write) {
        return durableWrites >= write;
    }

    void onDurable(long nowDurable) {
        durableWrites = nowDurable;
        proposer.onDurable();
        acceptor.onDurable();
        clients.tellOfChange();
    }

    /// The next try to lead is a random while from now, so that two rarely get into each other's way.
    void postpone() {
        var timeout = electionTimeoutNanos();
        electionAtNanos = nowNanos + timeout + (long) (random.nextDouble() * timeout);
    }

    boolean votes() {
        return !replaced || !rules.waitsAfterDiskLoss();
    }

    /// Whether this member has a leader, and must not help another to replace it.
    boolean isLoyalAgainst(NodeId from) {
        if (!rules.keepsToLease() || from.equals(leader)) {
            return false;
        }
        return proposer.leads || nowNanos - heardLeaderAtNanos < electionTimeoutNanos();
    }

    /// Hears of a leader.
    ///
    /// @return whether its ballot is not over
    boolean hear(NodeId from, Ballot ballot) {
        highestRound = Math.max(highestRound, ballot.round());
        if (ballot.round() < acceptor.promised().round()) {
            return false;
        }
        if (proposer.ballot != null && !proposer.ballot.equals(ballot)) {
            proposer.resign();
        }
        leader = from;
        heardLeaderAtNanos = nowNanos;
        postpone();
        return true;
    }

    /// The leader says that all slots up to one are chosen: those that this member accepted in the same ballot are what
    /// it means. Others it must ask for.
    void learnUpTo(Ballot ballot, long upTo) {
        for (var slot = slots.chosenUpTo() + 1; slot <= upTo; slot++) {
            var value = acceptor.at(slot);
            if (value == null || !value.ballot().equals(ballot)) {
                break;
            }
            learn(slot, value.payload());
        }
        applyChosen();
    }

    /// A slot is chosen: this member has counted a majority.
    void chosen(long slot, Payload payload) {
        learn(slot, payload);
    }

    /// What is chosen can be asked of others after a restart, so it need not be on the disk soon. But from a change of
    /// members up to the slot from which it holds, those others may be gone by then.
    private void learn(long slot, Payload payload) {
        var wasSettled = slots.isSettled();
        slots.learn(slot, payload);
        var record = new PaxosRecord.Chosen(slot, payload);
        if (wasSettled && slots.isSettled() && !(payload instanceof Payload.Members)) {
            effects.add(new Effect.Write(record, false));
        } else {
            write(new Effect.Write(record));
            settlingWrite = writes;
        }
    }

    /// Whether the last change of members holds, and this member will know that without asking.
    boolean isSettledForGood() {
        return slots.isSettled() && isDurable(settlingWrite);
    }

    /// A slot is chosen: another member says so.
    void learned(long slot, Payload payload) {
        if (!slots.isChosen(slot)) {
            proposer.learned(slot, payload);
            learn(slot, payload);
        }
    }

    void applyChosen() {
        for (var slot = slots.next(applier); slot > 0; slot = slots.next(applier)) {
            var payload = slots.at(slot);
            clients.applied(slot, payload, applier.apply(slot, payload));
        }
        catchUp.onApplied();
        leadership.answerReads();
        if (applier.appliedIndex() - slots.snapshot().index() >= settings.snapshotEvery()) {
            takeSnapshot();
        }
    }

    /// Keeps the state in place of the slots; not while a change of members is on its way, which a snapshot could not
    /// tell.
    ///
    /// @return whether it could
    boolean takeSnapshot() {
        var index = applier.appliedIndex();
        if (!slots.isSettled() || index != slots.chosenUpTo()) {
            return false;
        }
        slots.compact(new Snapshot(index, 0, slots.latest(), applier.parts()));
        acceptor.forgetUpTo(index);
        rewrite();
        return true;
    }

    /// Writes everything anew.
    void rewrite() {
        var records = new ArrayList<Record>();
        if (replaced) {
            records.add(new PaxosRecord.Replaced());
        }
        if (rules.keepsPromises()) {
            records.add(new PaxosRecord.Promised(acceptor.promised()));
        }
        records.add(new PaxosRecord.Compacted(slots.snapshot()));
        slots.chosenBehind(slots.snapshot().index())
                .forEach((slot, payload) -> records.add(new PaxosRecord.Chosen(slot, payload)));
        if (rules.keepsAccepted()) {
            acceptor.all().forEach(value -> records.add(new PaxosRecord.Kept(value)));
        }
        write(new Effect.Rewrite(records));
    }

    /// This member leads a ballot.
    void leads(Ballot ballot) {
        leadership.begin(ballot);
    }

    void reportLeadership() {
        var ready = proposer.isReady();
        if (ready && !wasReady) {
            epoch = Math.max(epoch, proposer.recoveredAt);
        }
        wasReady = ready;
        var term = epoch;
        if (reported == null
                || reported.term() != term
                || reported.ready() != ready
                || !reported.leader().equals(Optional.ofNullable(leader))) {
            reported = new LogReport.Leadership(Optional.ofNullable(leader), term, ready);
            report(reported);
        }
    }
}
