/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.coordination.log.LogRequest;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A cluster for a [Scenario]: members that are cut off, killed and brought back by hand, with the invariants checked
/// after every event.
final class Stage implements World.Observer {
    private static final long MILLI = 1_000_000;
    private static final int PATIENCE_MILLIS = 20_000;

    final SplittableRandom random;
    final List<NodeId> members;
    private final World world;
    private final Judge judge = new Judge();
    private final World.Observer invariants;
    private final Set<NodeId> away = new TreeSet<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> refused = new HashSet<>();
    private long asked;
    private long messages;

    Stage(Engine engine, int nodes, long seed, Conditions conditions) {
        var plan = new Plan(seed, nodes, 0, 0, conditions, List.of());
        this.random = new SplittableRandom(seed + 11);
        this.members = IntStream.rangeClosed(1, nodes).mapToObj(number -> new NodeId("n" + number)).toList();
        this.world = new World(seed, conditions, EventLog.off(), this);
        var first = Configuration.of(members);
        this.invariants = engine.invariants(plan, first, judge, world::node);
        members.forEach(member -> world.add(member, engine.unhurried(seed, first)));
    }

    void run(int millis) {
        world.runUntil(world.nowNanos() + MILLI * millis);
    }

    private ReplicatedLog log(NodeId member) {
        return (ReplicatedLog) world.node(member).machine();
    }

    private List<NodeId> present() {
        return members.stream().filter(member -> world.node(member).isUp() && !away.contains(member)).toList();
    }

    /// Whoever leads among those that can be reached, now.
    Optional<NodeId> leaderNow() {
        return present().stream()
                .filter(member -> log(member).leads())
                .max((a, b) -> Long.compare(log(a).term(), log(b).term()));
    }

    /// Waits until somebody leads.
    NodeId leader() {
        for (var waited = 0; waited < PATIENCE_MILLIS; waited += 10) {
            var leader = leaderNow();
            if (leader.isPresent()) {
                return leader.get();
            }
            run(10);
        }
        throw new Violation("nobody leads within " + PATIENCE_MILLIS + " ms");
    }

    NodeId follower() {
        var leader = leader();
        return present().stream().filter(member -> !member.equals(leader)).findFirst().orElseThrow();
    }

    long term(NodeId member) {
        return log(member).term();
    }

    /// Asks a member to write, and does not wait.
    long begin(NodeId member) {
        var number = ++asked;
        var put = new KeyValues.Change.Put("x", "v" + number);
        world.request(member, new LogRequest.Propose(number, put));
        return number;
    }

    boolean isDone(long number) {
        return done.contains(number);
    }

    /// Writes, and asks again until it is done.
    void agree() {
        var until = world.nowNanos() + MILLI * PATIENCE_MILLIS;
        while (world.nowNanos() < until) {
            var number = begin(leader());
            for (var waited = 0; waited < 2_000 && !isDone(number) && !refused.contains(number); waited += 10) {
                run(10);
            }
            if (isDone(number)) {
                return;
            }
            run(10);
        }
        throw new Violation("nothing is agreed on within " + PATIENCE_MILLIS + " ms");
    }

    void agree(int times) {
        for (var i = 0; i < times; i++) {
            agree();
        }
    }

    /// Nobody can reach it, and it reaches nobody.
    void partOff(NodeId member) {
        if (away.add(member)) {
            members.forEach(other -> {
                world.cut(member, other);
                world.cut(other, member);
            });
        }
    }

    void bringBack(NodeId member) {
        if (away.remove(member)) {
            members.forEach(other -> {
                world.mend(member, other);
                world.mend(other, member);
            });
        }
    }

    boolean isAway(NodeId member) {
        return away.contains(member);
    }

    void crash(NodeId member) {
        world.crash(member);
    }

    void start(NodeId member) {
        world.start(member);
    }

    List<NodeId> up() {
        return members.stream().filter(member -> world.node(member).isUp()).toList();
    }

    /// Brings everybody back into a calm network: soon all have applied the same.
    void comeTogether() {
        away.clear();
        world.heal();
        members.forEach(this::start);
        agree();
        for (var waited = 0; waited < PATIENCE_MILLIS; waited += 10) {
            var applied = new ArrayList<>(members.stream().map(member -> log(member).appliedIndex()).toList());
            if (applied.stream().distinct().count() == 1) {
                var values = members.stream().map(this::x).distinct().toList();
                Violation.unless(values.size() == 1, "members that have applied the same differ: %s", values);
                return;
            }
            run(10);
        }
        throw new Violation("members stay behind");
    }

    private Object x(NodeId member) {
        return ((KeyValues.Value) log(member).state().query(new KeyValues.Get("x"))).value();
    }

    /// Messages that members have sent so far.
    long messages() {
        return messages;
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        judge.stepped(node, event, effects);
        invariants.stepped(node, event, effects);
    }

    @Override
    public void sent(SimulatedNode node, NodeId to, Record message) {
        messages++;
        judge.sent(node, to, message);
        invariants.sent(node, to, message);
    }

    @Override
    public void started(SimulatedNode node) {
        judge.started(node);
        invariants.started(node);
    }

    @Override
    public void stopped(SimulatedNode node) {
        Violation.unless(node.haltedBecause() == null, "%s", node.haltedBecause());
        judge.stopped(node);
        invariants.stopped(node);
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        switch (what) {
            case LogReport.Done(var number, _, _) -> done.add(number);
            case LogReport.Refused(var number, _) -> refused.add(number);
            default -> {}
        }
    }
}
