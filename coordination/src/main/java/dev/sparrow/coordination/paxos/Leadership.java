/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a leader does to stay one: heartbeats, the master lease (Live, section 5.2), reads under it, and handing over.
final class Leadership {
    /// When a heartbeat was sent.
    private record Sent(long number, long nanos) {}

    /// A read that waits for a majority to answer a heartbeat.
    ///
    /// @param client null for the program on this node
    private record Read(NodeId client, long number, Record question, long heartbeat) {}

    private final Paxos paxos;
    private final TreeMap<NodeId, Long> answered = new TreeMap<>();
    private final TreeMap<NodeId, Long> heardAtNanos = new TreeMap<>();
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final ArrayDeque<Read> reads = new ArrayDeque<>();
    private long number;
    private long sinceNanos;
    private long leaseUntilNanos;
    private boolean leaseLost;
    long heartbeatAtNanos;

    Leadership(Paxos paxos) {
        this.paxos = paxos;
    }

    void begin(Ballot ballot) {
        answered.clear();
        heardAtNanos.clear();
        sent.clear();
        reads.clear();
        leaseUntilNanos = Long.MIN_VALUE;
        leaseLost = false;
        sinceNanos = paxos.nowNanos;
        paxos.highestRound = Math.max(paxos.highestRound, ballot.round());
        heartbeat();
    }

    void onTick() {
        var proposer = paxos.proposer;
        if (proposer.ballot == null || paxos.nowNanos < heartbeatAtNanos) {
            return;
        }
        heartbeatAtNanos = paxos.nowNanos + paxos.settings.heartbeat().toNanos();
        proposer.sendAgain();
        if (!proposer.leads) {
            return;
        }
        if (!hearsQuorum() || isRemoved()) {
            proposer.resign();
            paxos.postpone();
            return;
        }
        // A change of members holds after so many slots: they must not take forever to be used.
        for (var i = 0; i < paxos.settings.openSlotsMax() && !paxos.slots.isSettled() && proposer.waiting() == 0; i++) {
            proposer.wish(new Payload.Noop(), null);
        }
        heartbeat();
    }

    private boolean hearsQuorum() {
        var since = paxos.nowNanos - paxos.electionTimeoutNanos();
        return sinceNanos >= since
                || paxos.proposer
                        .configuration()
                        .isQuorum(node ->
                                node.equals(paxos.self) || heardAtNanos.getOrDefault(node, Long.MIN_VALUE) >= since);
    }

    private boolean isRemoved() {
        return !paxos.proposer.configuration().isVoter(paxos.self) && !paxos.slots.latest().isVoter(paxos.self);
    }

    private void heartbeat() {
        heartbeatAtNanos = paxos.nowNanos + paxos.settings.heartbeat().toNanos();
        number++;
        sent.add(new Sent(number, paxos.nowNanos));
        var message = new PaxosMessage.Heartbeat(paxos.proposer.ballot, paxos.slots.chosenUpTo(), number, paxos.epoch);
        var members = new TreeSet<>(paxos.proposer.configuration().all());
        members.addAll(paxos.slots.latest().all());
        members.remove(paxos.self);
        members.forEach(node -> paxos.sendAtOnce(node, message));
        answerReads();
    }

    void onHeartbeat(NodeId from, PaxosMessage.Heartbeat heartbeat) {
        if (!paxos.hear(from, heartbeat.ballot())) {
            paxos.send(from, new PaxosMessage.Nack(heartbeat.ballot(), paxos.acceptor.promised()));
            return;
        }
        paxos.epoch = Math.max(paxos.epoch, heartbeat.epoch());
        paxos.learnUpTo(heartbeat.ballot(), heartbeat.chosenUpTo());
        var lacksFrom = paxos.slots.chosenUpTo() < heartbeat.chosenUpTo() ? paxos.slots.chosenUpTo() + 1 : 0;
        // A new disk knows nothing of a higher round that the old one promised: its word keeps nobody from leading.
        var confirmed = paxos.votes() ? heartbeat.number() : 0;
        paxos.send(from, new PaxosMessage.HeartbeatAck(heartbeat.ballot(), confirmed, lacksFrom));
        paxos.catchUp.onLeader(from);
    }

    void onAck(NodeId from, PaxosMessage.HeartbeatAck ack) {
        if (!paxos.proposer.leads || !ack.ballot().equals(paxos.proposer.ballot)) {
            return;
        }
        if (ack.number() > 0) {
            heardAtNanos.put(from, paxos.nowNanos);
            answered.merge(from, ack.number(), Math::max);
        }
        if (ack.lacksFrom() > 0) {
            paxos.catchUp.teach(from, ack.lacksFrom());
        }
        answerReads();
    }

    void onQuery(NodeId client, LogMessage.Query query) {
        read(client, query.number(), query.question());
    }

    void onRequest(long readNumber) {
        read(null, readNumber, null);
    }

    private void read(NodeId client, long readNumber, Record question) {
        if (!paxos.proposer.leads) {
            refuse(client, readNumber);
            return;
        }
        var read = new Read(client, readNumber, question, number + 1);
        if (paxos.proposer.isReady() && hasLease(paxos.nowNanos)) {
            answer(read);
            return;
        }
        reads.add(read);
        if (reads.size() == 1) {
            heartbeat();
        }
    }

    private void refuse(NodeId client, long readNumber) {
        if (client == null) {
            paxos.report(new LogReport.Refused(readNumber, "this member does not lead"));
        } else {
            paxos.clients.send(client, new LogMessage.NotLeader(readNumber, Optional.ofNullable(paxos.leader)));
        }
    }

    boolean hasLease(long nowNanos) {
        return paxos.settings.leaseReads() && !leaseLost && nowNanos < leaseUntilNanos;
    }

    /// Answers the reads for which a majority has confirmed that this member led when they had come.
    void answerReads() {
        if (!paxos.proposer.leads) {
            return;
        }
        var confirmed =
                paxos.proposer
                        .configuration()
                        .reachedByQuorum(node -> node.equals(paxos.self) ? number : answered.getOrDefault(node, 0L));
        extendLease(confirmed);
        if (reads.isEmpty() || !paxos.proposer.isReady()) {
            return;
        }
        for (Iterator<Read> all = reads.iterator(); all.hasNext(); ) {
            var read = all.next();
            if (read.heartbeat() <= confirmed) {
                all.remove();
                answer(read);
            }
        }
        if (!reads.isEmpty() && reads.peekFirst().heartbeat() > number) {
            heartbeat();
        }
    }

    private void extendLease(long confirmed) {
        while (!sent.isEmpty() && sent.peek().number() <= confirmed) {
            var lease = paxos.rules.leaseNanos(paxos.electionTimeoutNanos(), paxos.settings.clockRatioMax());
            leaseUntilNanos = Math.max(leaseUntilNanos, sent.poll().nanos() + lease);
        }
    }

    /// All that is chosen is applied, and all that may have been answered is chosen.
    private void answer(Read read) {
        if (read.client() == null) {
            paxos.report(new LogReport.ReadAllowed(read.number(), paxos.applier.appliedIndex()));
        } else {
            var answer = paxos.applier.state().query(read.question());
            paxos.effects.add(new Effect.SendAtOnce(read.client(), new LogMessage.Answered(read.number(), answer)));
        }
    }

    /// Hands over: the other need not wait for a timeout, so there is no lease any more in this ballot.
    void onTransfer(NodeId to) {
        if (paxos.proposer.isReady() && !to.equals(paxos.self) && paxos.proposer.configuration().isVoter(to)) {
            leaseLost = true;
            paxos.sendAtOnce(to, new PaxosMessage.TakeOver(paxos.proposer.ballot));
        }
    }

    void onTakeOver(NodeId from, PaxosMessage.TakeOver message) {
        if (from.equals(paxos.leader) && message.ballot().round() >= paxos.acceptor.promised().round()) {
            paxos.proposer.begin(true);
        }
    }
}
