/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The acceptor: promises ballots and accepts values (Simple, section 2.2, phases 1b and 2b).
final class Acceptor {
    /// A value of the own proposer counts when so many writes are durable.
    private record Own(long writes, Ballot ballot, long slot) {
        boolean isBehind(Own other) {
            return slot == other.slot + 1 && ballot.equals(other.ballot);
        }
    }

    private final Paxos paxos;
    private final TreeMap<Long, Accepted> accepted = new TreeMap<>();
    private final ArrayDeque<Own> own = new ArrayDeque<>();
    private Ballot promised = Ballot.NONE;

    Acceptor(Paxos paxos) {
        this.paxos = paxos;
    }

    Ballot promised() {
        return promised;
    }

    /// Whose ballot it has promised last; nobody if it has promised none.
    Set<NodeId> lastProposer() {
        return promised.equals(Ballot.NONE) ? Set.of() : Set.of(promised.node());
    }

    Accepted at(long slot) {
        return accepted.get(slot);
    }

    List<Accepted> from(long slot) {
        return List.copyOf(accepted.tailMap(slot, true).values());
    }

    List<Accepted> all() {
        return List.copyOf(accepted.values());
    }

    /// The latest change of members that it has accepted behind a slot.
    Optional<Configuration> lastMembers(long behind) {
        for (var value : accepted.tailMap(behind, false).descendingMap().values()) {
            if (value.payload() instanceof Payload.Members(var configuration)) {
                return Optional.of(configuration);
            }
        }
        return Optional.empty();
    }

    long lastAccepted() {
        return accepted.isEmpty() ? 0 : accepted.lastKey();
    }

    void restore(Ballot ballot) {
        promised = ballot;
    }

    void restore(Accepted value) {
        accepted.put(value.slot(), value);
        if (value.ballot().round() > promised.round()) {
            promised = value.ballot();
        }
    }

    void forgetUpTo(long slot) {
        accepted.headMap(slot, true).clear();
    }

    /// Promises a ballot, if it may.
    boolean promise(Ballot ballot) {
        if (!paxos.rules.mayPromise(ballot, promised)) {
            return false;
        }
        if (!ballot.equals(promised)) {
            promised = ballot;
            if (paxos.rules.keepsPromises()) {
                paxos.write(new Effect.Write(new PaxosRecord.Promised(ballot)));
            }
        }
        return true;
    }

    void onPrepare(NodeId from, PaxosMessage.Prepare prepare) {
        if (!paxos.votes() || (!prepare.transferred() && paxos.isLoyalAgainst(from))) {
            return;
        }
        if (prepare.fromSlot() <= paxos.slots.snapshot().index()) {
            paxos.send(from, new PaxosMessage.Behind(prepare.ballot(), paxos.slots.chosenUpTo()));
            return;
        }
        if (!promise(prepare.ballot())) {
            paxos.send(from, new PaxosMessage.Nack(prepare.ballot(), promised));
            return;
        }
        if (!from.equals(paxos.self)) {
            paxos.proposer.resign();
            paxos.leader = null;
            paxos.postpone();
        }
        paxos.send(from, new PaxosMessage.Promise(prepare.ballot(), prepare.fromSlot(), known(prepare)));
        if (prepare.fromSlot() <= paxos.slots.chosenUpTo()) {
            // One that was added later may not know by whom these slots were decided, and so never has all promises.
            paxos.catchUp.teach(from, prepare.fromSlot());
        }
    }

    /// What was accepted, and what is known to be chosen, which any later ballot must propose.
    private List<Accepted> known(PaxosMessage.Prepare prepare) {
        var known = new TreeMap<>(accepted.tailMap(prepare.fromSlot(), true));
        for (var slot = prepare.fromSlot(); slot <= paxos.slots.chosenUpTo(); slot++) {
            known.put(slot, new Accepted(slot, prepare.ballot(), paxos.slots.at(slot)));
        }
        return List.copyOf(known.values());
    }

    void onAccept(NodeId from, PaxosMessage.Accept accept) {
        if (!paxos.votes()) {
            return;
        }
        if (!paxos.rules.mayAccept(accept.ballot(), promised)) {
            paxos.send(from, new PaxosMessage.Nack(accept.ballot(), promised));
            return;
        }
        if (accept.ballot().round() > promised.round()) {
            promise(accept.ballot());
        }
        paxos.hear(from, accept.ballot());
        var slot = accept.fromSlot();
        for (var payload : accept.payloads()) {
            if (slot > paxos.slots.snapshot().index()) {
                accept(new Accepted(slot, accept.ballot(), payload));
            }
            slot++;
        }
        paxos.send(from, new PaxosMessage.AcceptedBy(accept.ballot(), accept.fromSlot(), slot - 1));
        paxos.learnUpTo(accept.ballot(), accept.chosenUpTo());
    }

    private void accept(Accepted value) {
        if (!value.equals(accepted.get(value.slot()))) {
            accepted.put(value.slot(), value);
            if (paxos.rules.keepsAccepted()) {
                paxos.write(new Effect.Write(new PaxosRecord.Kept(value)));
            }
        }
    }

    /// Accepts what the proposer on this node proposes: it counts when it is durable, like that of any other.
    void acceptOwn(Accepted value) {
        if (!paxos.votes() || !paxos.rules.mayAccept(value.ballot(), promised)) {
            return;
        }
        accept(value);
        own.add(new Own(paxos.writes(), value.ballot(), value.slot()));
        onDurable();
    }

    void onDurable() {
        while (isOwnDurable()) {
            var first = own.poll();
            var last = first;
            while (isOwnDurable() && own.peek().isBehind(last)) {
                last = own.poll();
            }
            paxos.proposer.onAccepted(paxos.self, first.ballot(), first.slot(), last.slot());
        }
    }

    private boolean isOwnDurable() {
        return !own.isEmpty() && paxos.isDurable(own.peek().writes());
    }
}
