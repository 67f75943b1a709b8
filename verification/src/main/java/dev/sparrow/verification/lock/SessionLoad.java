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
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.world.Conditions;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;

import java.time.Duration;
import java.util.List;

/// What a master costs that keeps many sessions alive: the time that its machine takes for all that happens in a
/// simulated minute, in which nothing goes wrong.
final class SessionLoad implements World.Observer {
    private static final Duration MEASURED = Duration.ofMinutes(1);

    /// What came out.
    ///
    /// @param safe sessions that were alive in the end
    /// @param share of one processor that the machine took
    record Result(int safe, double share) {}

    private final NodeId member = new NodeId("n1");
    private final World world = new World(1, Conditions.CALM, EventLog.off(), this);
    private long busyNanos;
    private int safe;

    static Result measure(int sessions) {
        return new SessionLoad().run(sessions);
    }

    private Result run(int sessions) {
        var rules = new LockRules();
        var log =
                RaftMachine.program(
                        RaftSettings.DEFAULT,
                        new RaftRules(),
                        Configuration.of(List.of(member)),
                        () -> new CellState(rules));
        var server = LockServer.program(log, state -> (CellState) state, LockSettings.DEFAULT, rules);
        world.add(member, timed(server));
        for (var i = 0; i < sessions; i++) {
            world.add(new NodeId("c" + i), LockClient.program(List.of(member), LockSettings.DEFAULT, rules));
        }
        // Sessions open in the first moments, all at once.
        world.runUntil(LockSettings.DEFAULT.lease().toNanos());
        busyNanos = 0;
        world.runUntil(world.nowNanos() + MEASURED.toNanos());
        return new Result(safe, (double) busyNanos / MEASURED.toNanos());
    }

    private Program timed(Program program) {
        return (self, disk, random, nowNanos) -> {
            var machine = (ReplicatedLog) program.start(self, disk, random, nowNanos);
            return (event, now) -> {
                var began = System.nanoTime();
                var effects = machine.step(event, now);
                busyNanos += System.nanoTime() - began;
                return effects;
            };
        };
    }

    @Override
    public void reported(SimulatedNode node, Record what) {
        if (what instanceof LockClient.Became(var standing)) {
            safe += standing == LockClient.Standing.SAFE ? 1 : -1;
        }
    }
}
