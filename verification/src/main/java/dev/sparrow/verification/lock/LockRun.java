/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.CellState;
import dev.sparrow.coordination.lock.LockClient;
import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.lock.LockServer;
import dev.sparrow.coordination.lock.LockSettings;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.history.Linearizability;
import dev.sparrow.simulation.history.Model;
import dev.sparrow.simulation.history.Verdict;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.Trouble;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One run of a lock service by a plan: things go wrong for a while, then everything is mended and must come to rest.
///
/// The last nodes of the plan are clients. Clocks run at nine to eleven tenths of the world's speed, as the settings
/// declare.
final class LockRun implements World.Observer, Trouble.Cluster {
    /// So many of a plan's nodes are clients.
    static final int CLIENTS = 4;

    static final LockSettings SETTINGS =
            new LockSettings(
                    Duration.ofMillis(300),
                    Duration.ofMillis(900),
                    Duration.ofMillis(600),
                    Duration.ofMillis(40),
                    1.1 / 0.9);
    private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(80);
    private static final long STATES_MAX = 300_000;

    /// How a run ended.
    ///
    /// @param violation what must never be, if it was
    /// @param faults how many were injected, those of the network among them
    /// @param failOvers how many masters there were but the first
    /// @param ended how many sessions ended by failure
    record Result(Optional<String> violation, long events, long faults, long failOvers, long ended) {}

    private final Plan plan;
    private final LockRules rules;
    private final World world;
    private final Trouble trouble;
    private final List<NodeId> nodes = new ArrayList<>();
    private final List<NodeId> servers;
    private final LockInvariants invariants;
    private final Sessions sessions;

    private LockRun(Plan plan, LockRules rules, EventLog log) {
        this.plan = plan;
        this.rules = rules;
        this.world = new World(plan.seed(), plan.conditions(), log, this);
        this.trouble = new Trouble(world, this);
        var count = plan.nodes() - CLIENTS;
        for (var i = 1; i <= plan.nodes(); i++) {
            nodes.add(new NodeId(i <= count ? "n" + i : "c" + (i - count)));
        }
        this.servers = List.copyOf(nodes.subList(0, count));
        this.sessions = new Sessions(world, nodes.subList(count, nodes.size()), plan);
        this.invariants = new LockInvariants(world, sessions);
        var first = Configuration.of(servers);
        servers.forEach(server -> world.add(server, server(first)));
        nodes.subList(count, nodes.size())
                .forEach(client -> world.add(client, LockClient.program(servers, SETTINGS, rules)));
        var random = new SplittableRandom(plan.seed() + 7);
        nodes.forEach(node -> world.clockRate(node, 900 + random.nextInt(201)));
    }

    private Program server(Configuration first) {
        var random = new SplittableRandom(plan.seed() + 3);
        var snapshotEvery = random.nextBoolean() ? 1_000 : 5 + random.nextInt(60);
        var heartbeat = ELECTION_TIMEOUT.dividedBy(4);
        var log =
                plan.seed() % 2 == 0
                        ? RaftMachine.program(
                                new RaftSettings(ELECTION_TIMEOUT, heartbeat, false, 4, snapshotEvery, 10, 20, 8, 200),
                                new RaftRules(),
                                first,
                                () -> new CellState(rules))
                        : PaxosMachine.program(
                                new PaxosSettings(ELECTION_TIMEOUT, heartbeat, false, 4, snapshotEvery, 8, 20, 4, 200),
                                new PaxosRules(),
                                first,
                                () -> new CellState(rules));
        return LockServer.program(log, state -> (CellState) state, SETTINGS, rules);
    }

    /// Plays a plan.
    static Result play(Plan plan, LockRules rules, EventLog log) {
        var run = new LockRun(plan, rules, log);
        try {
            run.play();
            return run.result(Optional.empty());
        } catch (Violation violation) {
            return run.result(Optional.of(violation.getMessage()));
        } catch (IllegalStateException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            return run.result(Optional.of("broken: " + broken + " at " + broken.getStackTrace()[0]));
        }
    }

    private Result result(Optional<String> violation) {
        violation.ifPresent(what -> world.note(() -> "VIOLATION " + what));
        var faults = trouble.injected() + world.network().faults();
        return new Result(violation, world.events(), faults, invariants.failOvers(), invariants.ended());
    }

    private void play() {
        trouble.schedule(plan.faults());
        world.runUntil(1_000_000L * plan.lengthMillis());
        sessions.stop();
        trouble.end();
        // Sessions whose client is gone end, then the files go that only they had open (2.9, step 9).
        var rest = SETTINGS.lease().multipliedBy(2).plus(SETTINGS.orphans()).plus(ELECTION_TIMEOUT.multipliedBy(10));
        world.runUntil(world.nowNanos() + rest.toNanos());
        var master = master();
        Violation.unless(master.isPresent(), "liveness: nobody serves %s after everything is mended", rest);
        sessions.checkRest(master.get().cell());
        var verdict = new Linearizability(Model.KV, STATES_MAX).check(sessions.history());
        Violation.unless(verdict instanceof Verdict.Explained, "%s", verdict);
    }

    private Optional<LockServer> master() {
        return leading().map(node -> (LockServer) node.machine()).filter(LockServer::serves);
    }

    private Optional<SimulatedNode> leading() {
        return world.nodes().stream()
                .filter(node -> node.machine() instanceof LockServer server && server.leads())
                .max(Comparator.comparingLong(node -> ((LockServer) node.machine()).term()));
    }

    @Override
    public List<NodeId> members() {
        return nodes;
    }

    @Override
    public Optional<NodeId> leader() {
        return leading().map(SimulatedNode::id);
    }

    @Override
    public void stepped(SimulatedNode node, Event event, List<Effect> effects) {
        invariants.stepped(node, event, effects);
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        sessions.reported(node.id(), what);
    }

    @Override
    public void started(SimulatedNode node) {
        if (sessions != null && node.machine() instanceof LockClient) {
            sessions.started(node.id());
        }
    }

    @Override
    public void stopped(SimulatedNode node) {
        Violation.unless(node.haltedBecause() == null, "%s", node.haltedBecause());
    }
}
