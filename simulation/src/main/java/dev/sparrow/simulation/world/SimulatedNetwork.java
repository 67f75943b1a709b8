/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Network;
import dev.sparrow.simulation.NodeId;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// A network whose messages take their time, are lost, doubled and overtaken, over links that can be cut in one
/// direction or slowed.
public final class SimulatedNetwork implements Network {
    private static final int LINKS_MAX = 64;

    /// Takes what arrives.
    @FunctionalInterface
    interface Receiver {
        void receive(NodeId from, NodeId to, Record message);
    }

    private final long seed;
    private final Agenda agenda;
    private final Receiver receiver;
    private final BiConsumer<String, Object[]> log;
    private final Map<NodeId, Integer> numbers = new LinkedHashMap<>();
    private final int[] sent = new int[LINKS_MAX * LINKS_MAX];
    private final int[] cuts = new int[LINKS_MAX * LINKS_MAX];
    private final int[] slownessMillis = new int[LINKS_MAX * LINKS_MAX];
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
        if (numbers.size() == LINKS_MAX) {
            throw new IllegalStateException("A simulated network has at most " + LINKS_MAX + " nodes.");
        }
        numbers.putIfAbsent(node, numbers.size());
    }

    @Override
    public void send(NodeId from, NodeId to, Record message) {
        var link = link(from, to);
        if (link < 0) {
            return;
        }
        messages++;
        var fate = Dice.mix(seed, ((long) link << 32) + sent[link]++);
        if (cuts[link] > 0 || chance(conditions.lossPerMille(), Dice.mix(fate, 1))) {
            lost++;
            log.accept("lost: %s -> %s %s", new Object[] {from, to, message});
            return;
        }
        deliver(from, to, message, Dice.mix(fate, 2));
        if (chance(conditions.duplicationPerMille(), Dice.mix(fate, 3))) {
            doubled++;
            deliver(from, to, message, Dice.mix(fate, 4));
        }
    }

    private void deliver(NodeId from, NodeId to, Record message, long fate) {
        var spread = conditions.latencyMaxMicros() - conditions.latencyMinMicros() + 1;
        var micros = conditions.latencyMinMicros() + (long) Dice.below(spread, fate);
        if (chance(conditions.delayPerMille(), Dice.mix(fate, 5))) {
            delayed++;
            micros += 1000L * Dice.below(conditions.delayMaxMillis() + 1, Dice.mix(fate, 6));
        }
        micros += 1000L * slownessMillis[link(from, to)];
        agenda.add(agenda.nowNanos() + micros * 1000, () -> receiver.receive(from, to, message));
    }

    private static boolean chance(int perMille, long bits) {
        return perMille > 0 && Dice.below(1000, bits) < perMille;
    }

    /// Cuts one direction between two nodes, once more: it is open again after as many [#mend].
    void cut(NodeId from, NodeId to) {
        cuts[link(from, to)]++;
    }

    void mend(NodeId from, NodeId to) {
        var link = link(from, to);
        cuts[link] = Math.max(0, cuts[link] - 1);
    }

    void slow(NodeId from, NodeId to, int millis) {
        slownessMillis[link(from, to)] = millis;
    }

    /// Everything is open, and behaves like this from now on.
    void mendAll(Conditions now) {
        conditions = now;
        Arrays.fill(cuts, 0);
        Arrays.fill(slownessMillis, 0);
    }

    private int link(NodeId from, NodeId to) {
        var a = numbers.get(from);
        var b = numbers.get(to);
        return a == null || b == null ? -1 : a * LINKS_MAX + b;
    }

    public long messages() {
        return messages;
    }

    /// Messages lost, doubled or held back.
    public long faults() {
        return lost + doubled + delayed;
    }
}
