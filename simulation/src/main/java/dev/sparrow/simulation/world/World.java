/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Nodes with their disks and clocks on one network, all run by one seed in one thread.
///
/// Whatever happens, happens at a moment of the world's time, one after another: a message arrives, a disk has flushed,
/// a clock shows what a machine waited for, a fault begins or ends. A machine's step takes no time. A node that crashes
/// loses what its disk had not forced, and everything else; it may be told to crash between any two of its effects.
public final class World {
    /// Watches a world: what the invariants of a protocol are checked in.
    public interface Observer {
        /// A machine has taken a step; its effects are not yet carried out.
        default void stepped(SimulatedNode node, Event event, List<Effect> effects) {}

        /// A machine's report has reached the program on its node.
        default void reported(SimulatedNode node, Record what) {}

        /// A message is on its way.
        default void sent(SimulatedNode node, NodeId to, Record message) {}

        /// A node was started.
        default void started(SimulatedNode node) {}

        /// A node's machine is gone.
        default void stopped(SimulatedNode node) {}
    }

    private final long seed;
    private final Agenda agenda = new Agenda();
    private final SplittableRandom random;
    private final SimulatedNetwork network;
    private final Map<NodeId, SimulatedNode> nodes = new LinkedHashMap<>();
    private final EventLog log;
    private final Observer observer;
    private Conditions conditions;
    private long events;
    private long crashes;
    private boolean tearing = true;

    public World(long seed, Conditions conditions, EventLog log, Observer observer) {
        this.seed = seed;
        this.random = new SplittableRandom(Dice.mix(seed, 77));
        this.conditions = conditions;
        this.log = log;
        this.observer = observer;
        this.network =
                new SimulatedNetwork(
                        seed,
                        conditions,
                        agenda,
                        (from, to, message) -> give(nodes.get(to), new Event.Received(from, message)),
                        (form, values) -> note(() -> form.formatted(values)));
    }

    public long nowNanos() {
        return agenda.nowNanos();
    }

    public SimulatedNetwork network() {
        return network;
    }

    public Collection<SimulatedNode> nodes() {
        return nodes.values();
    }

    public SimulatedNode node(NodeId id) {
        return nodes.get(id);
    }

    /// Steps that machines have taken.
    public long events() {
        return events;
    }

    public long crashes() {
        return crashes;
    }

    /// Adds a line to the log, made only if somebody reads it.
    public void note(Supplier<String> line) {
        log.add(nowNanos(), line);
    }

    /// Adds a node and starts it.
    public SimulatedNode add(NodeId id, Program program) {
        var node = new SimulatedNode(id, program, new NodeClock(agenda::nowNanos));
        nodes.put(id, node);
        network.join(id);
        start(id);
        return node;
    }

    /// Lets something happen at a time, or now if that is over.
    public void at(long nanos, Runnable what) {
        agenda.add(nanos, what);
    }

    /// Lets everything happen that is due until then.
    public void runUntil(long nanos) {
        while (agenda.runNext(nanos)) {}
    }

    /// Lets the next thing happen.
    ///
    /// @return false if there is none until then
    public boolean runNext(long untilNanos) {
        return agenda.runNext(untilNanos);
    }

    /// Asks a node's machine for something, if it is up.
    public void request(NodeId id, Record what) {
        give(nodes.get(id), new Event.Request(what));
    }

    /// Starts a node that is down, unless its disk was lost and not replaced.
    public void start(NodeId id) {
        var node = nodes.get(id);
        if (node.isUp() || node.disk.isGone()) {
            return;
        }
        node.haltedBecause = null;
        var own = new SplittableRandom(Dice.mix(Dice.mix(seed, id.hashCode()), node.life));
        node.machine = node.program.start(id, node.disk.read(), own, node.clock.nanos());
        note(() -> id + " starts");
        observer.started(node);
        give(node, new Event.Tick());
    }

    /// Ends a node's machine and loses what a crash loses.
    public void crash(NodeId id) {
        var node = nodes.get(id);
        if (!node.isUp()) {
            return;
        }
        crashes++;
        note(() -> id + " crashes");
        node.stop();
        node.disk.crash(random, tearing);
        observer.stopped(node);
    }

    /// Lets a node crash before it has carried out so many more effects, and start again a while later.
    public void crashAtBoundary(NodeId id, int effects, long downNanos) {
        var node = nodes.get(id);
        node.boundariesToCrash = effects;
        node.restartAfterNanos = downNanos;
    }

    public void pause(NodeId id) {
        note(() -> id + " is paused");
        nodes.get(id).paused = true;
    }

    public void resume(NodeId id) {
        var node = nodes.get(id);
        if (!node.paused) {
            return;
        }
        note(() -> id + " goes on");
        node.paused = false;
        var missed = List.copyOf(node.backlog);
        node.backlog.clear();
        missed.forEach(event -> give(node, event));
    }

    public void cut(NodeId from, NodeId to) {
        note(() -> "cut " + from + " -> " + to);
        network.cut(from, to);
    }

    public void mend(NodeId from, NodeId to) {
        note(() -> "mended " + from + " -> " + to);
        network.mend(from, to);
    }

    public void slowLink(NodeId from, NodeId to, int millis) {
        network.slow(from, to, millis);
    }

    public void slowDisk(NodeId id, int millis) {
        nodes.get(id).slownessMillis = millis;
    }

    public void clockRate(NodeId id, int perMille) {
        note(() -> "clock of " + id + " runs at " + perMille + "/1000");
        var node = nodes.get(id);
        node.clock.runAt(perMille);
        scheduleWake(node);
    }

    public void clockJump(NodeId id, long nanos) {
        note(() -> "clock of " + id + " jumps by " + nanos / 1_000_000 + " ms");
        var node = nodes.get(id);
        node.clock.jump(nanos);
        scheduleWake(node);
    }

    /// Changes a durable record of a node that is down.
    public void damage(NodeId id, int position, UnaryOperator<Record> how) {
        note(() -> "record " + position + " on the disk of " + id + " is damaged");
        nodes.get(id).disk.damage(position, how);
    }

    /// Loses the whole disk of a node that is down.
    public void loseDisk(NodeId id) {
        note(() -> "the disk of " + id + " is lost");
        nodes.get(id).disk.lose();
    }

    /// Puts a new disk in place of a lost one, with what its operator notes on it.
    public void replaceDisk(NodeId id, List<Record> notes) {
        note(() -> id + " gets a new disk");
        nodes.get(id).disk.replace(notes);
    }

    /// Ends all faults that go on: cuts, slowness, pauses, clocks, crashes to come. Nodes that are down stay down.
    public void heal() {
        note(() -> "everything is mended");
        conditions = Conditions.CALM;
        network.mendAll(Conditions.CALM);
        for (var node : nodes.values()) {
            node.boundariesToCrash = -1;
            node.slownessMillis = 0;
            node.clock.mend();
            scheduleWake(node);
            resume(node.id);
        }
    }

    private void give(SimulatedNode node, Event event) {
        if (node == null || !node.isUp()) {
            return;
        }
        if (node.paused) {
            node.backlog.add(event);
            return;
        }
        events++;
        note(() -> node.id + " <- " + event);
        var effects = node.machine.step(event, node.clock.nanos());
        observer.stepped(node, event, effects);
        var life = node.life;
        for (var effect : effects) {
            if (node.life != life) {
                return;
            }
            carryOut(node, effect);
        }
    }

    private void carryOut(SimulatedNode node, Effect effect) {
        switch (effect) {
            case Effect.WakeAt(var nanos) -> {
                node.wakeNanos = nanos;
                scheduleWake(node);
            }
            case Effect.Send _, Effect.Report _ -> {
                if (node.durableWrites < node.writes) {
                    node.held.add(new SimulatedNode.Held(effect, node.writes));
                } else {
                    leave(node, effect);
                }
            }
            case Effect.SendAtOnce _, Effect.Halt _ -> leave(node, effect);
            case Effect.Write(var record, var forced) -> {
                if (crashesHere(node)) {
                    return;
                }
                node.disk.append(record);
                if (forced) {
                    countWrite(node);
                }
            }
            case Effect.Rewrite(var records) -> {
                if (crashesHere(node)) {
                    return;
                }
                node.disk.rewrite(records);
                countWrite(node);
            }
        }
    }

    /// Carries out an effect that goes beyond the node.
    private void leave(SimulatedNode node, Effect effect) {
        if (crashesHere(node)) {
            return;
        }
        switch (effect) {
            case Effect.Send(var to, var message) -> send(node, to, message);
            case Effect.SendAtOnce(var to, var message) -> send(node, to, message);
            case Effect.Report(var what) -> {
                note(() -> node.id + " reports " + what);
                observer.reported(node, what);
            }
            case Effect.Halt(var reason) -> {
                note(() -> node.id + " halts: " + reason);
                node.stop();
                node.haltedBecause = reason;
                node.disk.crash(random, false);
                observer.stopped(node);
            }
            case Effect.WakeAt _, Effect.Write _, Effect.Rewrite _ -> throw new IllegalStateException("" + effect);
        }
    }

    private void send(SimulatedNode node, NodeId to, Record message) {
        observer.sent(node, to, message);
        network.send(node.id, to, message);
    }

    private boolean crashesHere(SimulatedNode node) {
        if (node.boundariesToCrash < 0 || node.boundariesToCrash-- > 0) {
            return false;
        }
        var down = node.restartAfterNanos;
        crash(node.id);
        at(nowNanos() + down, () -> start(node.id));
        return true;
    }

    private void countWrite(SimulatedNode node) {
        node.writes++;
        if (!node.flushing) {
            flush(node);
        }
    }

    /// One flush at a time: what is written meanwhile waits for the next.
    private void flush(SimulatedNode node) {
        node.flushing = true;
        var life = node.life;
        var operations = node.disk.pendingWrites();
        var covered = node.writes;
        var micros = conditions.flushMaxMicros() == 0 ? 0 : random.nextInt(conditions.flushMaxMicros() + 1);
        var nanos = 1000L * micros + 1_000_000L * node.slownessMillis;
        // A machine that waits for nothing but the disk gets on in the same instant; a group forms all the same.
        at(
                nowNanos() + nanos,
                () -> {
                    if (node.life == life) {
                        flushed(node, operations, covered);
                    }
                });
    }

    private void flushed(SimulatedNode node, int operations, long covered) {
        node.disk.force(operations);
        node.durableWrites = covered;
        node.flushing = false;
        var life = node.life;
        while (node.life == life && !node.held.isEmpty() && node.held.peek().writes() <= covered) {
            leave(node, node.held.poll().effect());
        }
        if (node.life != life) {
            return;
        }
        if (node.writes > covered) {
            flush(node);
        }
        give(node, new Event.Durable(covered));
    }

    private void scheduleWake(SimulatedNode node) {
        if (node.wakeNanos == Long.MAX_VALUE) {
            return;
        }
        var number = ++node.wakes;
        at(
                node.clock.worldTimeOf(node.wakeNanos),
                () -> {
                    if (node.wakes == number) {
                        node.wakeNanos = Long.MAX_VALUE;
                        give(node, new Event.Tick());
                    }
                });
    }
}
