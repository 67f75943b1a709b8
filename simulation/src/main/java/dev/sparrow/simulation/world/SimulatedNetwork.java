/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Network;
import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// A network whose messages take their time, are lost, doubled and overtaken, over links that can be cut in one
/// direction or slowed.
public final class SimulatedNetwork implements Network {
    private static final int NODES_MAX = 10_000;

    /// Takes what arrives.
    @FunctionalInterface
    interface Receiver {
        void receive(NodeId from, NodeId to, Record message);
    }

    /// One direction between two nodes.
    private static final class Link {
        /// What the fates of its messages depend on.
        final long id;

        int sent;
        int cuts;
        int slownessMillis;

        Link(int from, int to) {
            this.id = 64L * from + to;
        }
    }

    private final long seed;
    private final Agenda agenda;
    private final Receiver receiver;
    private final BiConsumer<String, Object[]> log;
    private final Map<NodeId, Integer> numbers = new LinkedHashMap<>();
    private final List<List<Link>> links = new ArrayList<>();
    private Conditions conditions;
    private long messages;
    private long lost;
    private long doubled;
    private long delayed;

    SimulatedNetwork(
            long seed, Conditions conditions, Agenda agenda, Receiver receiver, BiConsumer<String, Object[]> log) {
        this.seed = seed;
        this.conditions = conditions;
        this.agenda = agenda;
        this.receiver = receiver;
        this.log = log;
    }

    void join(NodeId node) {
        var number = numbers.size();
        if (number == NODES_MAX) {
            throw new IllegalStateException("A simulated network has at most " + NODES_MAX + " nodes.");
        }
        if (numbers.putIfAbsent(node, number) == null) {
            links.add(new ArrayList<>());
        }
    }

    @Override
    public void send(NodeId from, NodeId to, Record message) {
        var link = link(from, to);
        if (link == null) {
            return;
        }
        messages++;
        var fate = Dice.mix(seed, (link.id << 32) + link.sent++);
        if (link.cuts > 0 || chance(conditions.lossPerMille(), Dice.mix(fate, 1))) {
            lost++;
            log.accept("lost: %s -> %s %s", new Object[] {from, to, message});
            return;
        }
        deliver(link, from, to, message, Dice.mix(fate, 2));
        if (chance(conditions.duplicationPerMille(), Dice.mix(fate, 3))) {
            doubled++;
            deliver(link, from, to, message, Dice.mix(fate, 4));
        }
    }

    private void deliver(Link link, NodeId from, NodeId to, Record message, long fate) {
        var spread = conditions.latencyMaxMicros() - conditions.latencyMinMicros() + 1;
        var micros = conditions.latencyMinMicros() + (long) Dice.below(spread, fate);
        if (chance(conditions.delayPerMille(), Dice.mix(fate, 5))) {
            delayed++;
            micros += 1000L * Dice.below(conditions.delayMaxMillis() + 1, Dice.mix(fate, 6));
        }
        micros += 1000L * link.slownessMillis;
        agenda.add(agenda.nowNanos() + micros * 1000, () -> receiver.receive(from, to, message));
    }

    private static boolean chance(int perMille, long bits) {
        return perMille > 0 && Dice.below(1000, bits) < perMille;
    }

    /// Cuts one direction between two nodes, once more: it is open again after as many [#mend].
    void cut(NodeId from, NodeId to) {
        link(from, to).cuts++;
    }

    void mend(NodeId from, NodeId to) {
        var link = link(from, to);
        link.cuts = Math.max(0, link.cuts - 1);
    }

    void slow(NodeId from, NodeId to, int millis) {
        link(from, to).slownessMillis = millis;
    }

    /// Everything is open, and behaves like this from now on.
    void mendAll(Conditions now) {
        conditions = now;
        for (var row : links) {
            for (var link : row) {
                link.cuts = 0;
                link.slownessMillis = 0;
            }
        }
    }

    /// @return null if there is no such node
    private Link link(NodeId from, NodeId to) {
        var a = numbers.get(from);
        var b = numbers.get(to);
        if (a == null || b == null) {
            return null;
        }
        var row = links.get(a);
        while (row.size() <= b) {
            row.add(new Link(a, row.size()));
        }
        return row.get(b);
    }

    public long messages() {
        return messages;
    }

    /// Messages lost, doubled or held back.
    public long faults() {
        return lost + doubled + delayed;
    }
}
