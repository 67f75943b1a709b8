/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Applier;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.Snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The learner: what is chosen, slot by slot, and what of it is applied.
final class Slots {
    private record ConfigurationFrom(long slot, Configuration configuration) {}

    private final PaxosRules rules;
    private final int openSlotsMax;
    private final TreeMap<Long, Payload> chosen = new TreeMap<>();
    private final List<ConfigurationFrom> configurations = new ArrayList<>();
    private Snapshot snapshot;
    private long chosenUpTo;

    Slots(PaxosRules rules, int openSlotsMax, Configuration first) {
        this.rules = rules;
        this.openSlotsMax = openSlotsMax;
        restore(new Snapshot(0, 0, first, List.of()));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /// All slots up to this one are known to be chosen.
    long chosenUpTo() {
        return chosenUpTo;
    }

    boolean isChosen(long slot) {
        return slot <= chosenUpTo || chosen.containsKey(slot);
    }

    /// The chosen payload of a slot behind the snapshot.
    Payload at(long slot) {
        return chosen.get(slot);
    }

    long lastChosen() {
        return chosen.isEmpty() ? chosenUpTo : Math.max(chosenUpTo, chosen.lastKey());
    }

    /// Takes in what was chosen.
    void learn(long slot, Payload payload) {
        if (isChosen(slot)) {
            return;
        }
        chosen.put(slot, payload);
        while (chosen.containsKey(chosenUpTo + 1)) {
            chosenUpTo++;
            if (chosen.get(chosenUpTo) instanceof Payload.Members(var configuration)) {
                configurations.add(
                        new ConfigurationFrom(rules.changeHoldsFrom(chosenUpTo, openSlotsMax), configuration));
            }
        }
    }

    /// Who decides on a slot. Known for all slots up to alpha behind the last that is chosen.
    Configuration configurationAt(long slot) {
        for (var i = configurations.size() - 1; i > 0; i--) {
            if (configurations.get(i).slot() <= slot) {
                return configurations.get(i).configuration();
            }
        }
        return configurations.getFirst().configuration();
    }

    /// The latest configuration, whether it holds already or not.
    Configuration latest() {
        return configurations.getLast().configuration();
    }

    /// Whether all that is chosen about members holds already.
    boolean isSettled() {
        return configurations.getLast().slot() <= chosenUpTo + 1;
    }

    /// What is known to be chosen behind a slot, also behind gaps.
    SortedMap<Long, Payload> chosenBehind(long slot) {
        return chosen.tailMap(slot + 1);
    }

    /// At most so many chosen payloads, from a slot behind the snapshot on.
    List<Payload> from(long slot, int payloadsMax) {
        var payloads = new ArrayList<Payload>();
        for (var i = slot; i <= chosenUpTo && payloads.size() < payloadsMax; i++) {
            payloads.add(chosen.get(i));
        }
        return payloads;
    }

    /// Whether the payload of this slot, if it is chosen, is still here.
    boolean has(long slot) {
        return slot > snapshot.index();
    }

    /// What may be applied next, or 0.
    long next(Applier applier) {
        var candidate = chosen.higherKey(applier.appliedIndex());
        return candidate != null && rules.mayApply(candidate, applier.appliedIndex()) ? candidate : 0;
    }

    /// Keeps a snapshot in place of the slots that it has seen.
    void compact(Snapshot taken) {
        snapshot = taken;
        chosen.headMap(taken.index(), true).clear();
    }

    /// Takes over a snapshot.
    void restore(Snapshot newSnapshot) {
        snapshot = newSnapshot;
        chosenUpTo = newSnapshot.index();
        chosen.headMap(newSnapshot.index(), true).clear();
        configurations.clear();
        configurations.add(new ConfigurationFrom(0, newSnapshot.configuration()));
        var behind = new TreeMap<>(chosen);
        chosen.clear();
        behind.forEach(this::learn);
    }
}
