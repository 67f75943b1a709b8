/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.CellState;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.lock.LockClient;
import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.lock.LockServer;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;
import dev.sparrow.verification.Violation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Processes that elect a driver by a lock, as the paper has its primaries elected (Burrows 2006, section 2.1): who has
/// the lock writes its name into the file, by its sequencer, and is the driver of that generation. Drivers are killed
/// or stand still, and masters of the lock service too.
final class DriverElection implements World.Observer {
    private static final long MILLI = 1_000_000;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String FILE = "/driver";
    private static final long OPEN = 1;
    private static final long ACQUIRE = 2;
    private static final long WRITE = 3;

    private final List<NodeId> servers = Stream.of("n1", "n2", "n3").map(NodeId::new).toList();
    private final List<NodeId> candidates = Stream.of("a", "b", "c").map(NodeId::new).toList();
    private final SplittableRandom random;
    private final World world;
    private final Map<Long, NodeId> drivers = new HashMap<>();
    private final Set<NodeId> begun = new HashSet<>();
    private final Map<NodeId, CellAnswer.Opened> files = new HashMap<>();
    private final Map<NodeId, Sequencer> locks = new HashMap<>();
    private long generation;

    private DriverElection(long seed, LockRules rules) {
        this.random = new SplittableRandom(seed);
        this.world = new World(seed, Conditions.CALM, EventLog.off(), this);
        var settings = new RaftSettings(Duration.ofMillis(80), Duration.ofMillis(20), false, 4, 200, 10, 20, 8, 200);
        var first = Configuration.of(servers);
        var log = RaftMachine.program(settings, new RaftRules(), first, () -> new CellState(rules));
        var server = LockServer.program(log, state -> (CellState) state, LockRun.SETTINGS, rules);
        servers.forEach(member -> world.add(member, server));
        candidates.forEach(member -> world.add(member, LockClient.program(servers, LockRun.SETTINGS, rules)));
    }

    /// Kills so many drivers.
    ///
    /// @return what must never be, if it was
    static Optional<String> play(long seed, int kills, LockRules rules) {
        try {
            var election = new DriverElection(seed, rules);
            for (var i = 0; i < kills; i++) {
                election.awaitDriver();
                election.strike();
            }
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation.getMessage());
        }
    }

    private void awaitDriver() {
        var before = generation;
        var until = world.nowNanos() + MILLI * PATIENCE_MILLIS;
        while (generation == before && world.runNext(until)) {}
        Violation.unless(generation > before, "nobody becomes driver after generation %d", before);
    }

    private void strike() {
        world.runUntil(world.nowNanos() + MILLI * random.nextInt(200));
        var driver = drivers.get(generation);
        if (random.nextInt(3) == 0) {
            // Longer than its lease: else it goes on as the driver that it is.
            world.pause(driver);
            later(2_000 + random.nextInt(3_000), () -> world.resume(driver));
        } else {
            world.crash(driver);
            later(random.nextInt(1_000), () -> world.start(driver));
        }
        if (random.nextInt(4) == 0) {
            var master = servers.get(random.nextInt(servers.size()));
            world.crash(master);
            later(random.nextInt(1_000), () -> world.start(master));
        }
    }

    private void later(int millis, Runnable what) {
        world.at(world.nowNanos() + MILLI * millis, what);
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        switch (what) {
            case LockClient.Became(var standing) when standing == LockClient.Standing.SAFE -> begin(node.id());
            case LockClient.Became(var standing) when standing == LockClient.Standing.ENDED ->
                    // Another session needs another process.
                    later(1, () -> restart(node.id()));
            case LockClient.Replied(_, CellAnswer.Opened opened) -> {
                files.put(node.id(), opened);
                ask(node.id(), ACQUIRE, new LockCall.Acquire(opened.handle(), true, 300, true));
            }
            case LockClient.Replied(_, CellAnswer.Locked(var sequencer)) -> {
                locks.put(node.id(), sequencer);
                var name = node.id().name();
                var handle = files.get(node.id()).handle();
                ask(
                        node.id(),
                        WRITE,
                        new LockCall.SetContents(handle, name, OptionalLong.empty(), Optional.of(sequencer)));
            }
            case LockClient.Replied(var number, CellAnswer.Done _) when number == WRITE -> drives(node.id());
            case LockClient.Replied(_, CellAnswer.Refused _) -> later(1, () -> restart(node.id()));
            default -> {}
        }
    }

    private void restart(NodeId candidate) {
        world.crash(candidate);
        world.start(candidate);
    }

    private void begin(NodeId candidate) {
        // A session that was in jeopardy has asked before.
        if (begun.add(candidate)) {
            ask(candidate, OPEN, new LockCall.Open(1, FILE, LockCall.Create.FILE, false));
        }
    }

    private void ask(NodeId candidate, long number, LockCall call) {
        world.request(candidate, new LockClient.Ask(number, call));
    }

    private void drives(NodeId candidate) {
        var now = locks.get(candidate).generation();
        var other = drivers.putIfAbsent(now, candidate);
        Violation.unless(other == null, "%s and %s drive generation %d", other, candidate, now);
        Violation.unless(now > generation, "%s drives generation %d after %d", candidate, now, generation);
        generation = now;
    }

    @Override
    public void started(SimulatedNode node) {
        begun.remove(node.id());
        files.remove(node.id());
        locks.remove(node.id());
    }
}
