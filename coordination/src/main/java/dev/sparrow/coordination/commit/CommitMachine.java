/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.Machine;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Stored;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What coordinators and participants have in common: the transactions that they know, each in an immutable state, and
/// one deadline for each.
///
/// @param <S> the state of one transaction
public abstract sealed class CommitMachine<S extends CommitMachine.State> implements Machine<Event, Effect>
        permits TwoPhaseCoordinator, TwoPhaseParticipant, ThreePhaseCoordinator, ThreePhaseParticipant {
    /// The state of a transaction: immutable, so that two machines with equal states behave alike.
    interface State {
        /// When something must be done though nothing has happened.
        OptionalLong deadline();
    }

    final NodeId self;
    final CommitOptions options;
    private final TreeMap<TransactionId, S> transactions = new TreeMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private long nowNanos = Long.MIN_VALUE;
    private OptionalLong askedFor = OptionalLong.empty();

    CommitMachine(NodeId self, CommitOptions options) {
        this.self = self;
        this.options = options;
    }

    /// Another machine of the same kind in the same state.
    CommitMachine(CommitMachine<S> other) {
        this(other.self, other.options);
        transactions.putAll(other.transactions);
        nowNanos = other.nowNanos;
        askedFor = other.askedFor;
    }

    /// Another machine in the same state, for whoever explores what could happen: the two share nothing that changes.
    public abstract CommitMachine<S> copy();

    /// The transactions that are known, and how far each is.
    public SortedMap<TransactionId, S> transactions() {
        return Collections.unmodifiableSortedMap(transactions);
    }

    /// When the machine wants a tick.
    public OptionalLong wake() {
        return transactions.values().stream().flatMapToLong(state -> state.deadline().stream()).min();
    }

    @Override
    public final List<Effect> step(Event event, long timeNanos) {
        nowNanos = Math.max(nowNanos, timeNanos);
        switch (event) {
            case Event.Received(var from, var message) -> onMessage(from, (CommitMessage) message);
            case Event.Request(var what) -> onRequest((CommitRequest) what);
            case Event.Tick _ -> {
                askedFor = OptionalLong.empty();
                for (var id : List.copyOf(transactions.keySet())) {
                    if (isDue(transactions.get(id))) {
                        onDeadline(id, transactions.get(id));
                    }
                }
            }
            case Event.Durable _ -> {}
        }
        askForTick();
        var taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    abstract void onMessage(NodeId from, CommitMessage message);

    abstract void onRequest(CommitRequest request);

    abstract void onDeadline(TransactionId id, S state);

    /// Takes in what the log on disk holds; what is in it of a transaction that has not ended is due at once.
    final void replay(List<Stored> disk, long startNanos) {
        nowNanos = startNanos;
        for (var index = 0; index < disk.size(); index++) {
            if (disk.get(index).intact()) {
                onStored((CommitRecord) disk.get(index).record());
            } else if (index < disk.size() - 1) {
                throw new IllegalStateException(
                        "The commit log of %s is damaged at record %d of %d: decisions may be lost. Restore it, or decide by hand."
                                .formatted(self, index + 1, disk.size()));
            }
        }
    }

    abstract void onStored(CommitRecord record);

    private boolean isDue(S state) {
        var deadline = state.deadline();
        return deadline.isPresent() && deadline.getAsLong() <= nowNanos;
    }

    private void askForTick() {
        var next = wake();
        if (next.isPresent() && !next.equals(askedFor)) {
            effects.add(new Effect.WakeAt(next.getAsLong()));
            askedFor = next;
        }
    }

    final S state(TransactionId id) {
        return transactions.get(id);
    }

    final void become(TransactionId id, S state) {
        transactions.put(id, state);
    }

    final void forget(TransactionId id) {
        transactions.remove(id);
    }

    final Collection<TransactionId> known() {
        return transactions.keySet();
    }

    final void send(NodeId to, CommitMessage message) {
        effects.add(new Effect.Send(to, (Record) message));
    }

    final void sendAll(Collection<NodeId> to, CommitMessage message) {
        for (var node : to) {
            if (!node.equals(self)) {
                send(node, message);
            }
        }
    }

    final void write(CommitRecord record, boolean forced) {
        effects.add(new Effect.Write((Record) record, forced));
    }

    final void report(CommitReport report) {
        effects.add(new Effect.Report((Record) report));
    }

    /// So many times the patience from now.
    final long in(int times) {
        return nowNanos + times * options.patienceNanos();
    }

    final long now() {
        return nowNanos;
    }
}
