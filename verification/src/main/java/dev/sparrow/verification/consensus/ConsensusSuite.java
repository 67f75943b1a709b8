/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.FaultKind;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.Shrinker;
import dev.sparrow.simulation.world.Swarm;
import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Runs of one engine by the thousand: the correct one, in which nothing may be found, and one with each planted bug,
/// in which something must be.
public final class ConsensusSuite implements Suite {
    /// Within so many seeds every bug must be found.
    static final int SEEDS_MAX = 20_000;

    private static final int RUNS = 100_000;
    private static final int MEDIAN_MAX = 500;

    static final Swarm SWARM =
            new Swarm(
                    EnumSet.allOf(FaultKind.class),
                    List.of("members", "transfer"),
                    List.of(3, 3, 3, 5, 5, 7, 1),
                    2_000,
                    24);

    private final String name;
    private final Engine correct;
    private final List<PlantedBug> bugs;

    private ConsensusSuite(String name, Engine correct, List<PlantedBug> bugs) {
        this.name = name;
        this.correct = correct;
        this.bugs = bugs;
    }

    /// Raft.
    public static ConsensusSuite raft() {
        return new ConsensusSuite("raft", new RaftEngine("raft", new RaftRules()), RaftBugs.all());
    }

    /// Multi-Paxos.
    public static ConsensusSuite paxos() {
        return new ConsensusSuite("paxos", new PaxosEngine("paxos", new PaxosRules()), PaxosBugs.all());
    }

    @Override
    public boolean run(Tier tier, Consumer<Row> rows) {
        var correct = runCorrect(tier.runs(RUNS), rows);
        return findBugs(rows) && correct;
    }

    /// Plays so many seeds of the correct engine.
    boolean runCorrect(int runs, Consumer<Row> rows) {
        var started = System.nanoTime();
        var faults = 0L;
        var live = 0;
        var violating = new ArrayList<String>();
        for (var seed = 0L; seed < runs; seed++) {
            var result = ConsensusRun.play(SWARM.draw(seed), correct, EventLog.off());
            faults += result.faults();
            live += result.live() ? 1 : 0;
            if (result.violation().isPresent()) {
                violating.add("seed " + seed + ": " + result.violation().get());
            }
        }
        var met = violating.isEmpty() && faults > runs;
        rows.accept(
                new Row(
                        name,
                        "swarm of faults",
                        runs,
                        faults,
                        violating.size(),
                        System.nanoTime() - started,
                        "0 violations",
                        met,
                        violating.isEmpty() ? live + " healed majorities got on" : violating.getFirst()));
        return met;
    }

    /// Looks for each planted bug.
    boolean findBugs(Consumer<Row> rows) {
        var started = System.nanoTime();
        var firstSeeds = new long[bugs.size()];
        var found = 0;
        var runs = 0L;
        for (var i = 0; i < bugs.size(); i++) {
            var bug = bugs.get(i);
            var first = firstSeed(bug, SEEDS_MAX);
            firstSeeds[i] = first.orElse(SEEDS_MAX);
            runs += firstSeeds[i] + 1;
            found += first.isPresent() ? 1 : 0;
            rows.accept(
                    new Row(
                            name,
                            "bug: " + bug.name(),
                            firstSeeds[i] + 1,
                            0,
                            first.isPresent() ? 1 : 0,
                            0,
                            "found in %,d seeds".formatted(SEEDS_MAX),
                            first.isPresent(),
                            first.isPresent()
                                    ? "first seed " + first.getAsLong() + ": " + what(bug, first.getAsLong())
                                    : ""));
        }
        Arrays.sort(firstSeeds);
        var median = firstSeeds[firstSeeds.length / 2];
        var met = found == bugs.size() && median <= MEDIAN_MAX;
        rows.accept(
                new Row(
                        name,
                        "planted bugs found: " + found + " of " + bugs.size(),
                        runs,
                        0,
                        found,
                        System.nanoTime() - started,
                        "all, median of seeds <= " + MEDIAN_MAX,
                        met,
                        "median " + median));
        return met;
    }

    private static String what(PlantedBug bug, long seed) {
        var violation = ConsensusRun.play(SWARM.draw(seed), bug.engine(), EventLog.off()).violation().orElse("");
        return violation.lines().findFirst().orElse("");
    }

    /// The first seed that shows a bug.
    static OptionalLong firstSeed(PlantedBug bug, int seedsMax) {
        for (var seed = 0L; seed < seedsMax; seed++) {
            if (ConsensusRun.play(SWARM.draw(seed), bug.engine(), EventLog.off()).violation().isPresent()) {
                return OptionalLong.of(seed);
            }
        }
        return OptionalLong.empty();
    }

    /// The smallest plan that fails as the plan of a seed does.
    static Plan shrink(Engine engine, long seed, int runsMax) {
        return new Shrinker(plan -> ConsensusRun.play(plan, engine, EventLog.off()).violation().isPresent(), runsMax)
                .shrink(SWARM.draw(seed));
    }
}
