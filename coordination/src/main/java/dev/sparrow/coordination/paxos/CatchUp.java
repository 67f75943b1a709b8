/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.Snapshot;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// How a member learns what was chosen without it: slots, or a snapshot in parts (Live, section 5.3); and how one comes
/// back whose disk was lost (Live, section 5.1).
final class CatchUp {
    private record Incoming(
            long index, long term, Configuration configuration, int checksum, int parts, List<Record> received) {}

    private final Paxos paxos;
    private Incoming incoming;
    private long asked;
    private PaxosMessage.NewSlot newSlot;

    CatchUp(Paxos paxos) {
        this.paxos = paxos;
        this.asked = paxos.random.nextLong() >>> 2;
    }

    /// Tells a member what is chosen from a slot on.
    void teach(NodeId to, long fromSlot) {
        if (!paxos.slots.has(fromSlot)) {
            sendPart(to, paxos.slots.snapshot(), 0);
            return;
        }
        var payloads = paxos.slots.from(fromSlot, paxos.settings.batchMax());
        if (!payloads.isEmpty()) {
            paxos.sendAtOnce(to, new PaxosMessage.Learn(fromSlot, payloads));
        }
    }

    void onLearn(NodeId from, PaxosMessage.Learn learn) {
        var slot = learn.fromSlot();
        for (var payload : learn.payloads()) {
            paxos.learned(slot++, payload);
        }
        paxos.applyChosen();
        paxos.proposer.proposeAll();
        if (learn.payloads().size() == paxos.settings.batchMax()) {
            paxos.sendAtOnce(from, new PaxosMessage.AskLearn(paxos.slots.chosenUpTo() + 1));
        }
    }

    /// Asks whom this member knows for what was chosen. It was told of no slot in which it became a voter and hears of
    /// no leader: the one that added it may have left, and nobody else could lead.
    void ask() {
        var known = new TreeSet<>(paxos.slots.latest().all());
        known.addAll(paxos.acceptor.lastProposer());
        known.remove(paxos.self);
        known.forEach(node -> paxos.sendAtOnce(node, new PaxosMessage.AskLearn(paxos.slots.chosenUpTo() + 1)));
    }

    void onBehind(NodeId from, PaxosMessage.Behind behind) {
        if (behind.ballot().equals(paxos.proposer.ballot) && !paxos.proposer.leads) {
            paxos.proposer.resign();
        }
        paxos.sendAtOnce(from, new PaxosMessage.AskLearn(paxos.slots.chosenUpTo() + 1));
    }

    private void sendPart(NodeId to, Snapshot snapshot, int number) {
        if (number > Math.max(0, snapshot.parts().size() - 1)) {
            return;
        }
        paxos.sendAtOnce(
                to,
                new PaxosMessage.SnapshotPart(
                        snapshot.index(),
                        snapshot.term(),
                        snapshot.configuration(),
                        snapshot.checksum(),
                        number,
                        snapshot.parts().size(),
                        snapshot.parts().isEmpty() ? null : snapshot.parts().get(number)));
    }

    void onAskPart(NodeId from, PaxosMessage.AskPart ask) {
        var snapshot = paxos.slots.snapshot();
        sendPart(from, snapshot, snapshot.index() == ask.index() ? ask.number() : 0);
    }

    void onPart(NodeId from, PaxosMessage.SnapshotPart part) {
        if (part.index() <= paxos.slots.chosenUpTo()) {
            return;
        }
        if (incoming == null
                || incoming.index() != part.index()
                || incoming.checksum() != part.checksum()
                || incoming.parts() != part.parts()) {
            incoming =
                    new Incoming(
                            part.index(),
                            part.term(),
                            part.configuration(),
                            part.checksum(),
                            part.parts(),
                            new ArrayList<>());
        }
        if (part.part() != null && part.number() == incoming.received().size()) {
            incoming.received().add(part.part());
        }
        if (incoming.received().size() == incoming.parts()) {
            install();
        } else {
            paxos.sendAtOnce(from, new PaxosMessage.AskPart(part.index(), incoming.received().size()));
        }
    }

    private void install() {
        var whole = incoming;
        incoming = null;
        var snapshot =
                new Snapshot(whole.index(), whole.term(), whole.configuration(), whole.received(), whole.checksum());
        if (!snapshot.isIntact()) {
            return;
        }
        paxos.proposer.resign();
        paxos.slots.restore(snapshot);
        paxos.applier.restore(snapshot);
        paxos.acceptor.forgetUpTo(snapshot.index());
        paxos.rewrite();
        paxos.report(new LogReport.Restored(snapshot.index()));
        paxos.applyChosen();
    }

    /// A member with a new disk asks its leader for a slot that begins now.
    void onLeader(NodeId leader) {
        if (paxos.replaced && newSlot == null) {
            paxos.sendAtOnce(leader, new PaxosMessage.AskNewSlot(++asked));
        }
        onApplied();
    }

    void onAskNewSlot(NodeId from, PaxosMessage.AskNewSlot ask) {
        if (paxos.proposer.isReady()) {
            paxos.proposer.wish(new Payload.Noop(), new Waiting.Rejoining(from, ask.number()));
        }
    }

    void onNewSlot(PaxosMessage.NewSlot answer) {
        // Any number since the last start is of a question that was asked after the disk was lost.
        if (paxos.replaced && newSlot == null && answer.number() <= asked) {
            newSlot = answer;
            onApplied();
        }
    }

    /// Votes again, once it knows all that was chosen before the slot that was begun for it. What it has learned it
    /// must not forget any more, since it may have voted for that.
    void onApplied() {
        if (newSlot != null && paxos.applier.appliedIndex() >= newSlot.slot()) {
            paxos.replaced = false;
            if (paxos.takeSnapshot()) {
                paxos.acceptor.promise(newSlot.ballot());
                newSlot = null;
            } else {
                paxos.replaced = true;
            }
        }
    }
}
