/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.Payload;
import dev.sparrow.coordination.log.ReplicatedLog;
import dev.sparrow.coordination.raft.Entry;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftRecord;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
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

/// Raft, with these rules.
record RaftEngine(String name, RaftRules rules) implements Engine {
    /// Clocks of the swarm run at half to twice the speed of time.
    private static final double CLOCK_RATIO_MAX = 4;

    @Override
    public Program program(Plan plan, Configuration first) {
        return RaftMachine.program(settings(plan.seed()), rules, first, KeyValues::new);
    }

    @Override
    public Program unhurried(long seed, Configuration first) {
        var normal = RaftSettings.DEFAULT;
        var drawn = settings(seed);
        var settings =
                new RaftSettings(
                        normal.electionTimeout(),
                        normal.heartbeat(),
                        false,
                        normal.clockRatioMax(),
                        drawn.snapshotEvery(),
                        drawn.trailingEntries(),
                        drawn.batchEntriesMax(),
                        drawn.inFlightMax(),
                        drawn.uncommittedMax());
        return RaftMachine.program(settings, rules, first, KeyValues::new);
    }

    private static boolean readsByLease(long seed) {
        return seed % 4 == 0;
    }

    private static RaftSettings settings(long seed) {
        var random = new SplittableRandom(seed + 3);
        return new RaftSettings(
                Duration.ofNanos(ConsensusRun.ELECTION_TIMEOUT_NANOS),
                Duration.ofNanos(ConsensusRun.ELECTION_TIMEOUT_NANOS / 5),
                readsByLease(seed),
                CLOCK_RATIO_MAX,
                random.nextBoolean() ? 1_000 : 5 + random.nextInt(60),
                random.nextInt(10),
                1 + random.nextInt(random.nextBoolean() ? 2 : 20),
                1 + random.nextInt(8),
                30 + random.nextInt(200));
    }

    /// A lease bears clocks that run at the speeds that are declared, and none that jump: so they run at these.
    @Override
    public SmallScope.Scope scope() {
        return new SmallScope.Scope(2, 1, 0, 0);
    }

    @Override
    public SmallScope.Found visitAll(SmallScope.Scope scope) {
        return SmallScope.raft(scope, new SmallScope.OpenRaft());
    }

    @Override
    public Plan suitable(Plan plan) {
        if (!readsByLease(plan.seed())) {
            return plan.seed() % 4 == 1 ? withHush(plan) : plan;
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

    private static Plan withHush(Plan plan) {
        var random = new SplittableRandom(plan.seed() + 5);
        var faults = new ArrayList<>(plan.faults());
        faults.add(new Fault.Hush(100 + random.nextInt(300), plan.lengthMillis(), 20 + random.nextInt(300)));
        return plan.withFaults(faults);
    }

    @Override
    public boolean votes(ReplicatedLog member) {
        return true;
    }

    @Override
    public World.Observer invariants(
            Plan plan, Configuration first, Judge judge, Function<NodeId, SimulatedNode> nodes) {
        return new RaftInvariants(judge, nodes);
    }

    @Override
    public List<Record> notesOnNewDisk() {
        return List.of();
    }

    @Override
    public Record damaged(Record record) {
        return switch ((RaftRecord) record) {
            case RaftRecord.Appended(var entry) ->
                    new RaftRecord.Appended(new Entry(entry.index(), entry.term(), new Payload.Noop()));
            case RaftRecord.HardState(var term, _) -> new RaftRecord.HardState(term, null);
            case RaftRecord.Compacted compacted -> compacted;
        };
    }
}
