/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.verification.Row;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Both protocols under the swarm of faults: `-Dseeds=100000` for longer runs.
class ConsensusTest {
    private static final int SEEDS = Integer.getInteger("seeds", 300);

    /// Bugs that need more seeds are left to `bin/sparrow coordination verify`.
    private static final int SEEDS_OF_QUICK_BUGS = 300;

    static List<Engine> engines() {
        return List.of(new RaftEngine("raft", new RaftRules()), new PaxosEngine("paxos", new PaxosRules()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void correctCode_showsNoViolation(Engine engine) {
        var results =
                IntStream.range(0, SEEDS)
                        .parallel()
                        .mapToObj(seed -> ConsensusRun.play(ConsensusSuite.SWARM.draw(seed), engine, EventLog.off()))
                        .toList();
        for (var seed = 0; seed < SEEDS; seed++) {
            assertThat(results.get(seed).violation()).as("%s, seed %d", engine.name(), seed).isEmpty();
        }
        assertThat(results.stream().mapToLong(ConsensusRun.Result::faults).sum())
                .as("a run without faults is no run")
                .isGreaterThan(20L * SEEDS);
        assertThat(results.stream().filter(ConsensusRun.Result::live)).hasSizeGreaterThan(SEEDS / 2);
    }

    /// Raft 28671: a leader took answers to what it had sent in an earlier term for answers of its new one, and read
    /// alone. Paxos 97246: a member with a new disk, which had forgotten a promise, confirmed the old leader's reads.
    /// 46980: a change of members was taken to hold before all slots were agreed on that the old members decide. 5029:
    /// a member did not tell of a change that it had accepted, and that was chosen later.
    @ParameterizedTest
    @CsvSource({"0, 28671", "1, 97246", "1, 46980", "1, 5029"})
    void seedThatOnceShowedAViolation_showsNoneAnyMore(int engine, long seed) {
        var run = ConsensusRun.play(ConsensusSuite.SWARM.draw(seed), engines().get(engine), EventLog.off());
        assertThat(run.violation()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theSameSeed_givesTheSameEventLog(Engine engine) {
        for (var seed = 0L; seed < 10; seed++) {
            assertThat(log(engine, seed)).as("%s, seed %d", engine.name(), seed).isEqualTo(log(engine, seed));
        }
    }

    private static List<String> log(Engine engine, long seed) {
        var log = EventLog.on();
        ConsensusRun.play(ConsensusSuite.SWARM.draw(seed), engine, log);
        return log.lines();
    }

    @TestFactory
    Stream<DynamicTest> plantedBug_isFound() {
        return Stream.of(RaftBugs.all(), PaxosBugs.all())
                .flatMap(List::stream)
                .filter(bug -> !SLOW.contains(bug.name()))
                .map(bug ->
                        DynamicTest.dynamicTest(
                                bug.engine().name() + ": " + bug.name(),
                                () ->
                                        assertThat(ConsensusSuite.firstSeed(bug, SEEDS_OF_QUICK_BUGS))
                                                .as(bug.name())
                                                .isPresent()));
    }

    @Test
    void thereAreAsManyBugsAsPromised() {
        assertThat(RaftBugs.all()).hasSize(24).extracting(PlantedBug::name).doesNotHaveDuplicates();
        assertThat(PaxosBugs.all()).hasSize(16).extracting(PlantedBug::name).doesNotHaveDuplicates();
    }

    @Test
    void failingPlan_shrinksToAShortOneThatFails() {
        var bug = RaftBugs.all().stream().filter(some -> some.name().equals("double vote")).findFirst().orElseThrow();
        var seed = ConsensusSuite.firstSeed(bug, SEEDS_OF_QUICK_BUGS).orElseThrow();
        var plan = ConsensusSuite.shrink(bug.engine(), seed, 300);
        assertThat(plan.faults()).hasSizeLessThan(ConsensusSuite.SWARM.draw(seed).faults().size());
        assertThat(ConsensusRun.play(plan, bug.engine(), EventLog.off()).violation()).isPresent();
    }

    @Test
    void suite_printsARowForEachBugAndOneForAll() {
        var rows = new ArrayList<Row>();
        assertThat(ConsensusSuite.raft().runCorrect(20, rows::add)).isTrue();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().toString()).startsWith("raft ").contains("0 violations", "ok");
    }

    /// Those that are rare: what they break takes several things to go wrong at once.
    private static final List<String> SLOW =
            List.of(
                    "vote not persisted",
                    "stale-term vote counted",
                    "reads without quorum round",
                    "lease read with skewed clock",
                    "learner votes",
                    "lease with skewed clock",
                    "lease ignored",
                    "counts votes across ballots",
                    "installs snapshot over newer log",
                    "transfer while config pending",
                    "one highest ballot for all slots");
}
