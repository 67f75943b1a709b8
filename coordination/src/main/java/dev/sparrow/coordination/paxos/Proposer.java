/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The proposer: prepares a ballot for all open slots at once, proposes what it is bound to, fills gaps, and then
/// proposes what clients want (Simple, section 3).
final class Proposer {
    /// A slot for which something is proposed in the present ballot.
    private static final class Open {
        final Payload payload;
        final List<NodeId> accepts = new ArrayList<>();

        Open(Payload payload) {
            this.payload = payload;
        }
    }

    /// What somebody wants in a slot.
    private record Wish(Payload payload, Waiting waiting) {}

    private final Paxos paxos;
    private final TreeMap<NodeId, List<Accepted>> promises = new TreeMap<>();
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private final Map<Long, Wish> proposed = new HashMap<>();
    private final Pipeline pipeline;

    /// The ballot that this member prepares or leads, or null.
    Ballot ballot;

    /// Whether phase 1 is over for the next slot at least once.
    boolean leads;

    boolean transferred;
    private boolean ownPromiseCounted;
    private long ownPromiseWrite;
    private long prepareFrom;
    private long nextSlot;

    /// The slot of the first no-op of its own. When this much is applied, all is that earlier leaders may have
    /// answered.
    long recoveredAt;

    Proposer(Paxos paxos) {
        this.paxos = paxos;
        this.pipeline = new Pipeline(paxos, this);
    }

    /// Begins a ballot of a higher round than any that was seen (Simple, phase 1a).
    void begin(boolean wanted) {
        resign();
        var higher = new Ballot(Math.max(paxos.highestRound, paxos.acceptor.promised().round()) + 1, paxos.self);
        paxos.highestRound = higher.round();
        paxos.postpone();
        if (!paxos.votes() || !paxos.acceptor.promise(higher)) {
            return;
        }
        ballot = higher;
        transferred = wanted;
        ownPromiseWrite = paxos.writes();
        prepareFrom = paxos.rules.prepareFrom(paxos.slots.chosenUpTo(), paxos.acceptor.lastAccepted());
        nextSlot = paxos.slots.chosenUpTo() + 1;
        recoveredAt = 0;
        prepare();
        onDurable();
    }

    /// Asks those members for a promise that have not given one.
    void prepare() {
        // Members that are asked late need not speak of slots that are chosen meanwhile; they may have compacted them.
        var from = Math.max(prepareFrom, paxos.slots.chosenUpTo() + 1);
        for (var node : membersOfOpenSlots()) {
            if (!node.equals(paxos.self) && !promises.containsKey(node)) {
                paxos.send(node, new PaxosMessage.Prepare(ballot, from, transferred));
            }
        }
    }

    private Iterable<NodeId> membersOfOpenSlots() {
        var members = new TreeSet<>(paxos.slots.configurationAt(nextSlot).voters());
        members.addAll(paxos.slots.latest().voters());
        return members;
    }

    void onDurable() {
        if (ballot != null && !ownPromiseCounted && paxos.isDurable(ownPromiseWrite)) {
            ownPromiseCounted = true;
            onPromise(paxos.self, new PaxosMessage.Promise(ballot, prepareFrom, paxos.acceptor.from(prepareFrom)));
        }
    }

    void onPromise(NodeId from, PaxosMessage.Promise promise) {
        if (promise.ballot().equals(ballot) && promises.putIfAbsent(from, promise.accepted()) == null) {
            for (var value : promise.accepted()) {
                recoveredAt = Math.max(recoveredAt, value.slot() + 1);
            }
            proposeAll();
        }
    }

    private boolean hasPromises(long slot) {
        return paxos.slots.configurationAt(slot).isQuorum(promises::containsKey);
    }

    /// Proposes as much as it may: slots that it is bound in, gaps before these, then wishes.
    void proposeAll() {
        proposeSlots();
        pipeline.sendNews();
    }

    private void proposeSlots() {
        while (ballot != null
                && hasPromises(nextSlot)
                && nextSlot <= paxos.slots.chosenUpTo() + paxos.settings.openSlotsMax()) {
            if (!leads) {
                lead();
            }
            if (paxos.slots.isChosen(nextSlot)) {
                nextSlot++;
                continue;
            }
            var bound = paxos.rules.bound(promises.values(), nextSlot);
            if (bound.isPresent()) {
                propose(paxos.rules.toPropose(bound, new Payload.Noop()), null);
            } else if (nextSlot <= recoveredAt) {
                fillGap();
            } else if (!wishes.isEmpty()) {
                var wish = wishes.poll();
                propose(wish.payload(), wish);
            } else {
                return;
            }
        }
    }

    private void lead() {
        leads = true;
        paxos.leader = paxos.self;
        paxos.leads(ballot);
        // What was accepted anywhere may have been answered; the slot behind it is this leader's first own.
        recoveredAt = Math.max(recoveredAt, paxos.slots.lastChosen() + 1);
    }

    private void fillGap() {
        if (paxos.rules.agreesOnNoops()) {
            propose(new Payload.Noop(), null);
        } else {
            var slot = nextSlot++;
            paxos.chosen(slot, new Payload.Noop());
            paxos.applyChosen();
        }
    }

    private void propose(Payload payload, Wish wish) {
        var slot = nextSlot++;
        open.put(slot, new Open(payload));
        if (wish != null) {
            proposed.put(slot, wish);
        }
        paxos.acceptor.acceptOwn(new Accepted(slot, ballot, payload));
    }

    /// The first slot for which something is proposed and not chosen, or 0.
    long firstOpen() {
        return open.isEmpty() ? 0 : open.firstKey();
    }

    /// The slot behind all for which something is proposed.
    long nextSlot() {
        return nextSlot;
    }

    /// What is proposed for a slot in this ballot: of a slot that is chosen meanwhile what was chosen. Null if that is
    /// compacted.
    Payload proposal(long slot) {
        var proposal = open.get(slot);
        return proposal == null ? paxos.slots.at(slot) : proposal.payload;
    }

    /// The first open slot that an acceptor is not known to have accepted, or 0.
    long firstLacking(NodeId node) {
        for (var slot : open.entrySet()) {
            if (!slot.getValue().accepts.contains(node) && paxos.slots.configurationAt(slot.getKey()).isVoter(node)) {
                return slot.getKey();
            }
        }
        return 0;
    }

    /// Sends again what may have been lost.
    void sendAgain() {
        if (ballot == null) {
            return;
        }
        prepare();
        pipeline.sendAgain();
    }

    /// An acceptor has accepted what was proposed for the slots from one to another.
    void onAccepted(NodeId from, Ballot of, long fromSlot, long toSlot) {
        if (ballot == null || !paxos.rules.counts(of, ballot)) {
            return;
        }
        pipeline.answered(from);
        var chosen = false;
        for (var slot = fromSlot; slot <= toSlot; slot++) {
            chosen |= count(from, slot);
        }
        if (chosen) {
            paxos.applyChosen();
            proposeSlots();
        }
        pipeline.sendNews();
    }

    /// @return whether the slot is chosen by that
    private boolean count(NodeId from, long slot) {
        var proposal = open.get(slot);
        if (proposal == null) {
            return false;
        }
        proposal.accepts.add(from);
        if (!paxos.rules.isChosen(paxos.slots.configurationAt(slot), proposal.accepts)) {
            return false;
        }
        open.remove(slot);
        tellIfRejoining(slot);
        paxos.chosen(slot, proposal.payload);
        return true;
    }

    /// The slot was begun after a member with a new disk asked, and chosen without it.
    private void tellIfRejoining(long slot) {
        var wish = proposed.get(slot);
        if (wish != null && wish.waiting() instanceof Waiting.Rejoining(var node, var number)) {
            proposed.remove(slot);
            paxos.send(node, new PaxosMessage.NewSlot(number, ballot, slot));
        }
    }

    /// Learns from elsewhere what is chosen for a slot. If it is not what this member proposes, its ballot is over, and
    /// what it says of chosen slots must not be taken for what it has proposed.
    void learned(long slot, Payload payload) {
        var proposal = open.get(slot);
        if (proposal != null && !proposal.payload.equals(payload)) {
            resign();
        } else if (proposal != null) {
            open.remove(slot);
        }
    }

    /// Somebody has promised a higher round: this member leads again with one that is higher still, or not at all.
    void onNack(PaxosMessage.Nack nack) {
        paxos.highestRound = Math.max(paxos.highestRound, nack.promised().round());
        if (nack.ballot().equals(ballot)) {
            if (leads) {
                begin(false);
            } else {
                resign();
            }
        }
    }

    /// Wants a payload in a slot.
    ///
    /// @param waiting who waits for it, or null
    void wish(Payload payload, Waiting waiting) {
        wishes.add(new Wish(payload, waiting));
        proposeAll();
    }

    int waiting() {
        return wishes.size();
    }

    /// Who waits for a slot; nobody if something else was chosen for it than what was wanted.
    Optional<Waiting> takeWaiting(long slot, Payload chosen) {
        var wish = proposed.remove(slot);
        return wish != null && wish.payload().equals(chosen) ? Optional.ofNullable(wish.waiting()) : Optional.empty();
    }

    boolean isReady() {
        return leads && paxos.applier.appliedIndex() >= recoveredAt && hasPromises(paxos.slots.chosenUpTo() + 1);
    }

    Configuration configuration() {
        return paxos.slots.configurationAt(paxos.slots.chosenUpTo() + 1);
    }

    /// Gives up its ballot. What it proposed may yet be chosen.
    void resign() {
        if (ballot == null) {
            return;
        }
        wishes.forEach(wish -> paxos.clients.given(wish.waiting()));
        proposed.values().forEach(wish -> paxos.clients.given(wish.waiting()));
        paxos.clients.resigned();
        ballot = null;
        leads = false;
        ownPromiseCounted = false;
        promises.clear();
        open.clear();
        pipeline.clear();
        wishes.clear();
        proposed.clear();
        if (paxos.self.equals(paxos.leader)) {
            paxos.leader = null;
        }
    }
}
