/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.paxos.Ballot;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosMessage;
import dev.sparrow.coordination.paxos.PaxosRecord;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What must hold of Paxos, checked after every event: one value is chosen for a slot, and every higher ballot proposes
/// it; promises are kept, also over restarts; what is applied is what was chosen, in order.
///
/// Whether something is chosen it decides by what is on the disks, and by who the members were alpha slots before.
final class PaxosInvariants implements World.Observer {
    private record Proposal(Ballot ballot, long slot) {}

    private record Chosen(Payload payload, Ballot ballot) {}

    private final Judge judge;
    private final Function<NodeId, SimulatedNode> nodes;
    private final int openSlotsMax;
    private final Map<Proposal, Payload> proposed = new HashMap<>();
    private final Map<Long, Chosen> chosen = new HashMap<>();
    private final TreeMap<Long, Configuration> configurations = new TreeMap<>();
    private final Map<NodeId, Ballot> promised = new HashMap<>();
    private final Map<NodeId, Long> chosenUpTo = new HashMap<>();
    private final Map<NodeId, Long> snapshots = new HashMap<>();
    private final Map<Long, NodeId> leaders = new HashMap<>();

    PaxosInvariants(Judge judge, Function<NodeId, SimulatedNode> nodes, Configuration first, int openSlotsMax) {
        this.judge = judge;
        this.nodes = nodes;
        this.openSlotsMax = openSlotsMax;
        configurations.put(0L, first);
    }

    @Override
    public void started(SimulatedNode node) {
        if (node.machine() instanceof PaxosMachine member) {
            if (node.disk().hasLost()) {
                promised.remove(node.id());
            } else {
                var before = promised.getOrDefault(node.id(), Ballot.NONE);
                Violation.unless(
                        member.promised().round() >= before.round(),
                        "promises are kept: %s starts with %s and has promised %s",
                        node.id(),
                        member.promised(),
                        before);
            }
            chosenUpTo.put(node.id(), member.chosenUpTo());
            snapshots.put(node.id(), member.snapshot().index());
        }
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        if (!(node.machine() instanceof PaxosMachine member)) {
            return;
        }
        var before = chosenUpTo.getOrDefault(node.id(), 0L);
        for (var effect : effects) {
            // Not what the member has: a snapshot may stand for it by the end of the step.
            if (effect instanceof Effect.Write(PaxosRecord.Chosen(var slot, var payload), _)) {
                checkKnown(node.id(), slot, payload);
            }
        }
        Violation.unless(
                member.chosenUpTo() >= before,
                "what is chosen stays so: %s goes from %d to %d",
                node.id(),
                before,
                member.chosenUpTo());
        chosenUpTo.put(node.id(), member.chosenUpTo());
        Violation.unless(
                member.appliedIndex() <= member.chosenUpTo(),
                "no gap is jumped: %s has applied slot %d and knows what is chosen up to %d",
                node.id(),
                member.appliedIndex(),
                member.chosenUpTo());
        if (member.isReady()) {
            var other = leaders.putIfAbsent(member.term(), node.id());
            Violation.unless(
                    other == null || other.equals(node.id()),
                    "an epoch has one leader: %s and %s lead epoch %d",
                    other,
                    node.id(),
                    member.term());
        }
        if (member.snapshot().index() > snapshots.getOrDefault(node.id(), 0L)) {
            snapshots.put(node.id(), member.snapshot().index());
            judge.checkSnapshot(node.id(), member.snapshot().index(), member.snapshot().checksum());
        }
    }

    private void checkKnown(NodeId node, long slot, Payload payload) {
        var truth = chosen.get(slot);
        if (truth == null) {
            truth = new Chosen(payload, ballotOnDisks(node, slot, payload));
            chosen.put(slot, truth);
            if (payload instanceof Payload.Members(var configuration)) {
                configurations.put(slot + openSlotsMax, configuration);
            }
        }
        Violation.unless(
                truth.payload().equals(payload),
                "one value a slot: %s takes %s for chosen in slot %d, which is %s",
                node,
                payload,
                slot,
                truth);
    }

    /// What is known to be chosen is on the disks of a majority, accepted in one ballot.
    private Ballot ballotOnDisks(NodeId node, long slot, Payload payload) {
        var configuration = configurations.floorEntry(slot).getValue();
        var ballots = new HashMap<Ballot, Set<NodeId>>();
        var compacted = new HashSet<NodeId>();
        for (var voter : configuration.voters()) {
            var disk = nodes.apply(voter).disk();
            if (disk.hasLost()) {
                compacted.add(voter);
            }
            disk.hasDurable(record -> {
                if (record instanceof PaxosRecord.Kept(var kept)
                        && kept.slot() == slot
                        && kept.payload().equals(payload)) {
                    ballots.computeIfAbsent(kept.ballot(), _ -> new HashSet<>()).add(voter);
                } else if (record instanceof PaxosRecord.Compacted(var snapshot) && snapshot.index() >= slot) {
                    compacted.add(voter);
                }
                return false;
            });
        }
        for (var ballot : ballots.entrySet()) {
            if (configuration.isQuorum(voter -> compacted.contains(voter) || ballot.getValue().contains(voter))) {
                return ballot.getKey();
            }
        }
        Violation.unless(
                configuration.isQuorum(compacted::contains),
                "%s takes %s for chosen in slot %d, which no majority of %s has accepted in one ballot",
                node,
                payload,
                slot,
                configuration);
        // Whatever it was: it is compacted already.
        return new Ballot(Long.MAX_VALUE, null);
    }

    @Override
    public void sent(SimulatedNode node, NodeId to, Record message) {
        switch (message) {
            case PaxosMessage.Promise promise -> checkPromised(node.id(), promise.ballot(), false);
            case PaxosMessage.Accept accept -> {
                var slot = accept.fromSlot();
                for (var payload : accept.payloads()) {
                    checkProposed(node.id(), accept.ballot(), slot++, payload);
                }
            }
            case PaxosMessage.AcceptedBy(var ballot, _, _) -> checkPromised(node.id(), ballot, true);
            default -> {}
        }
    }

    private void checkPromised(NodeId node, Ballot ballot, boolean accepts) {
        var before = promised.getOrDefault(node, Ballot.NONE);
        Violation.unless(
                ballot.round() > before.round() || ballot.equals(before),
                accepts
                        ? "accepted <= promised: %s accepts %s and has promised %s"
                        : "promises rise: %s promises %s after %s",
                node,
                ballot,
                before);
        promised.put(node, ballot);
    }

    private void checkProposed(NodeId node, Ballot ballot, long slot, Payload payload) {
        var other = proposed.putIfAbsent(new Proposal(ballot, slot), payload);
        if (other == null) {
            var truth = chosen.get(slot);
            Violation.unless(
                    truth == null || truth.ballot().round() > ballot.round() || truth.payload().equals(payload),
                    "every higher ballot proposes what is chosen: %s proposes %s in %s for slot %d, which is %s",
                    node,
                    payload,
                    ballot,
                    slot,
                    truth);
        } else {
            Violation.unless(
                    other.equals(payload),
                    "one value a ballot: %s proposes %s and %s in %s",
                    node,
                    other,
                    payload,
                    ballot);
        }
    }
}
