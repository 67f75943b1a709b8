/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.NodeId;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Lets the faults of a plan happen to a world.
public final class Trouble {
    /// What only the suite knows about its cluster.
    public interface Cluster {
        /// The members that a plan's numbers mean.
        List<NodeId> members();

        /// Whoever leads now.
        Optional<NodeId> leader();

        /// What a flipped bit makes of a record.
        default Record damaged(Record record) {
            return record;
        }

        /// Whether one more node may lose its disk, or a part of it.
        default boolean maySpare(NodeId node) {
            return false;
        }

        /// Carries out an exercise of the protocol.
        default void exercise(String what, int argument) {}

        /// A node has lost its disk for good.
        default void lost(NodeId node) {}
    }

    private final World world;
    private final Cluster cluster;
    private final Set<NodeId> gone = new LinkedHashSet<>();
    private long injected;
    private Fault.Hush hush;
    private long elections;
    private boolean over;

    public Trouble(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    /// Faults that have happened.
    public long injected() {
        return injected;
    }

    /// Nodes that do not come back.
    public Set<NodeId> gone() {
        return gone;
    }

    /// Starts a node again whose disk was lost and replaced.
    public void back(NodeId node) {
        gone.remove(node);
        world.start(node);
    }

    /// Schedules all faults.
    public void schedule(List<Fault> faults) {
        for (var fault : faults) {
            world.at(
                    1_000_000L * fault.atMillis(),
                    () -> {
                        if (!over) {
                            begin(fault);
                        }
                    });
        }
    }

    /// Ends whatever goes wrong, and starts the nodes that are down and have their disks.
    public void end() {
        over = true;
        world.heal();
        for (var node : List.copyOf(world.nodes())) {
            if (!gone.contains(node.id()) && node.haltedBecause() == null) {
                world.start(node.id());
            }
        }
    }

    private void begin(Fault fault) {
        injected++;
        world.note(() -> "fault: " + fault);
        switch (fault) {
            case Fault.Crash(_, var target, var down) -> target(target).ifPresent(node -> crash(node, down));
            case Fault.CrashAtBoundary(_, var target, var effects, var down) ->
                    target(target).ifPresent(node -> world.crashAtBoundary(node, effects, 1_000_000L * down));
            case Fault.Pause(_, var target, var length) ->
                    target(target)
                            .ifPresent(node -> {
                                world.pause(node);
                                later(length, () -> world.resume(node));
                            });
            case Fault.Isolate(_, var target, var length) ->
                    target(target).ifPresent(node -> cut(around(node, true, true), length));
            case Fault.OneWay(_, var target, var deaf, var length) ->
                    target(target).ifPresent(node -> cut(around(node, deaf, !deaf), length));
            case Fault.Split(_, var side, var length) -> cut(across(side, Optional.empty()), length);
            case Fault.Bridge(_, var target, var side, var length) -> cut(across(side, target(target)), length);
            case Fault.SlowLink slow -> slowLink(slow);
            case Fault.SlowDisk(_, var target, var by, var length) ->
                    target(target)
                            .ifPresent(node -> {
                                world.slowDisk(node, by);
                                later(length, () -> world.slowDisk(node, 0));
                            });
            case Fault.ClockRate(_, var target, var perMille, var length) ->
                    target(target)
                            .ifPresent(node -> {
                                world.clockRate(node, perMille);
                                later(length, () -> world.clockRate(node, 1000));
                            });
            case Fault.ClockJump(_, var target, var by) ->
                    target(target).ifPresent(node -> world.clockJump(node, 1_000_000L * by));
            case Fault.Damage(_, var target, var perMille, var down) ->
                    target(target).ifPresent(node -> damage(node, perMille, down));
            case Fault.LoseDisk(_, var target) -> target(target).ifPresent(this::loseDisk);
            case Fault.Hush hushed -> {
                hush = hushed;
                later(hushed.forMillis(), () -> hush = null);
            }
            case Fault.Exercise(_, var what, var argument) -> cluster.exercise(what, argument);
        }
    }

    /// Hears of a node that begins to lead, before anything of that leaves it.
    public void elected(NodeId node) {
        if (hush != null && !over && ++elections % 3 != 0) {
            injected++;
            world.note(() -> "hushed: " + node);
            cut(around(node, false, true), hush.hushMillis());
        }
    }

    private Optional<NodeId> target(int number) {
        var members = cluster.members();
        return number == Fault.LEADER ? cluster.leader() : Optional.of(members.get(number % members.size()));
    }

    private void later(int millis, Runnable what) {
        world.at(
                world.nowNanos() + 1_000_000L * millis,
                () -> {
                    if (!over) {
                        what.run();
                    }
                });
    }

    private void crash(NodeId node, int downMillis) {
        world.crash(node);
        restart(node, downMillis);
    }

    private void restart(NodeId node, int downMillis) {
        later(
                downMillis,
                () -> {
                    if (!gone.contains(node)) {
                        world.start(node);
                    }
                });
    }

    private void damage(NodeId node, int perMille, int downMillis) {
        if (!cluster.maySpare(node)) {
            return;
        }
        world.crash(node);
        // A damaged last record cannot be told from a torn one: no protocol that keeps one log survives that.
        var records = world.node(node).disk().recordsBeforeLast();
        if (records < 1) {
            restart(node, downMillis);
            return;
        }
        var position = (int) (perMille * (long) records / 1000);
        UnaryOperator<Record> how = cluster::damaged;
        world.damage(node, position, how);
        restart(node, downMillis);
    }

    private void loseDisk(NodeId node) {
        if (gone.contains(node) || !cluster.maySpare(node)) {
            return;
        }
        gone.add(node);
        world.crash(node);
        world.loseDisk(node);
        cluster.lost(node);
    }

    /// One direction of a link.
    private record Way(NodeId from, NodeId to) {}

    private void cut(List<Way> ways, int forMillis) {
        ways.forEach(way -> world.cut(way.from, way.to));
        later(forMillis, () -> ways.forEach(way -> world.mend(way.from, way.to)));
    }

    private List<Way> around(NodeId node, boolean inbound, boolean outbound) {
        var ways = new ArrayList<Way>();
        for (var other : cluster.members()) {
            if (inbound && !other.equals(node)) {
                ways.add(new Way(other, node));
            }
            if (outbound && !other.equals(node)) {
                ways.add(new Way(node, other));
            }
        }
        return ways;
    }

    private List<Way> across(int side, Optional<NodeId> bridge) {
        var ways = new ArrayList<Way>();
        var members = cluster.members();
        for (var i = 0; i < members.size(); i++) {
            for (var j = 0; j < members.size(); j++) {
                var here = members.get(i);
                var there = members.get(j);
                var apart = (side >> i & 1) != (side >> j & 1);
                if (apart && !bridge.equals(Optional.of(here)) && !bridge.equals(Optional.of(there))) {
                    ways.add(new Way(here, there));
                }
            }
        }
        return ways;
    }

    private void slowLink(Fault.SlowLink slow) {
        var from = target(slow.target());
        var to = target(slow.other());
        if (from.isPresent() && to.isPresent()) {
            world.slowLink(from.get(), to.get(), slow.byMillis());
            world.slowLink(to.get(), from.get(), slow.byMillis());
            later(
                    slow.forMillis(),
                    () -> {
                        world.slowLink(from.get(), to.get(), 0);
                        world.slowLink(to.get(), from.get(), 0);
                    });
        }
    }
}
