/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.paxos.Accepted;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosRecord;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.world.Fault;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.SimulatedNode;
import dev.sparrow.simulation.world.World;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Multi-Paxos, with these rules.
record PaxosEngine(String name, PaxosRules rules) implements Engine {
    /// Clocks of the swarm run at half to twice the speed of time.
    private static final double CLOCK_RATIO_MAX = 4;

    @Override
    public Program program(Plan plan, Configuration first) {
        return PaxosMachine.program(settings(plan.seed()), rules, first, KeyValues::new);
    }

    @Override
    public Program unhurried(long seed, Configuration first) {
        var normal = PaxosSettings.DEFAULT;
        var drawn = settings(seed);
        var settings =
                new PaxosSettings(
                        normal.electionTimeout(),
                        normal.heartbeat(),
                        false,
                        normal.clockRatioMax(),
                        drawn.snapshotEvery(),
                        drawn.openSlotsMax(),
                        drawn.batchMax(),
                        drawn.inFlightMax(),
                        drawn.waitingMax());
        return PaxosMachine.program(settings, rules, first, KeyValues::new);
    }

    private static boolean readsByLease(long seed) {
        return seed % 4 == 0;
    }

    static PaxosSettings settings(long seed) {
        var random = new SplittableRandom(seed + 3);
        return new PaxosSettings(
                Duration.ofNanos(ConsensusRun.ELECTION_TIMEOUT_NANOS),
                Duration.ofNanos(ConsensusRun.ELECTION_TIMEOUT_NANOS / 5),
                readsByLease(seed),
                CLOCK_RATIO_MAX,
                random.nextBoolean() ? 1_000 : 5 + random.nextInt(60),
                2 + random.nextInt(8),
                1 + random.nextInt(20),
                1 + random.nextInt(8),
                30 + random.nextInt(200));
    }

    /// Messages are said again with each heartbeat, so there are more orders of them than with Raft.
    @Override
    public SmallScope.Scope scope() {
        return new SmallScope.Scope(1, 1, 0, 1);
    }

    @Override
    public SmallScope.Found visitAll(SmallScope.Scope scope) {
        return SmallScope.paxos(scope, new SmallScope.OpenPaxos());
    }

    /// A lease bears clocks that run at the speeds that are declared, and none that jump: so they run at these.
    @Override
    public Plan suitable(Plan plan) {
        if (!readsByLease(plan.seed())) {
            return plan;
        }
        var faults = new ArrayList<Fault>();
        var random = new SplittableRandom(plan.seed() + 4);
        for (var i = 0; i < plan.nodes(); i++) {
            faults.add(new Fault.ClockRate(0, i, random.nextBoolean() ? 500 : 2000, plan.lengthMillis()));
        }
        plan.faults().stream()
                .filter(fault -> !(fault instanceof Fault.ClockJump || fault instanceof Fault.ClockRate))
                .forEach(faults::add);
        return plan.withFaults(faults);
    }

    @Override
    public boolean votes(ReplicatedLog member) {
        return ((PaxosMachine) member).votes();
    }

    @Override
    public World.Observer invariants(
            Plan plan, Configuration first, Judge judge, Function<NodeId, SimulatedNode> nodes) {
        return new PaxosInvariants(judge, nodes, first, settings(plan.seed()).openSlotsMax());
    }

    @Override
    public List<Record> notesOnNewDisk() {
        return List.of(new PaxosRecord.Replaced());
    }

    @Override
    public Record damaged(Record record) {
        return switch ((PaxosRecord) record) {
            case PaxosRecord.Kept(var accepted) ->
                    new PaxosRecord.Kept(new Accepted(accepted.slot(), accepted.ballot(), new Payload.Noop()));
            case PaxosRecord other -> (Record) other;
        };
    }
}
