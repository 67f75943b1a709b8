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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Runs of one engine by the thousand: the correct one, in which nothing may be found, and one with each planted bug,
/// in which something must be.
public final class ConsensusSuite implements Suite {
    /// Within so many seeds every bug must be found.
    static final int SEEDS_MAX = 20_000;

    /// So many at tier C for each bug: the rare ones take minutes.
    private static final int SEEDS_MAX_OF_C = 400;

    private static final int RUNS = 100_000;
    private static final int RUNS_OF_STORIES = 1_000;
    private static final int MEDIAN_MAX = 500;
    private static final int SHRINKING_RUNS = 300;

    /// So little happens where everything that can happen is visited.
    private static final SmallScope.Scope SCOPE_OF_C = new SmallScope.Scope(1, 1, 0, 0);

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
        var met = runCorrect(tier.runs(RUNS), rows);
        met &= visitAll(tier == Tier.C ? SCOPE_OF_C : correct.scope(), rows);
        met &= tellStories(tier.runs(RUNS_OF_STORIES), rows);
        met &= findBugs(tier == Tier.C ? SEEDS_MAX_OF_C : SEEDS_MAX, rows);
        return met;
    }

    /// Plays so many seeds of the correct engine.
    boolean runCorrect(int runs, Consumer<Row> rows) {
        var started = System.nanoTime();
        var results =
                IntStream.range(0, runs)
                        .parallel()
                        .mapToObj(seed -> ConsensusRun.play(SWARM.draw(seed), correct, EventLog.off()))
                        .toList();
        var violating = IntStream.range(0, runs).filter(seed -> results.get(seed).violation().isPresent()).toArray();
        var faults = results.stream().mapToLong(ConsensusRun.Result::faults).sum();
        var live = results.stream().filter(ConsensusRun.Result::live).count();
        var met = violating.length == 0 && faults > runs;
        rows.accept(
                new Row(
                        name,
                        "swarm of faults",
                        runs,
                        faults,
                        violating.length,
                        System.nanoTime() - started,
                        "0 violations",
                        met,
                        violating.length == 0
                                ? live + " healed majorities got on"
                                : "seed %d: %s"
                                        .formatted(violating[0], results.get(violating[0]).violation().orElseThrow())));
        return met;
    }

    /// Visits every situation of three members.
    boolean visitAll(SmallScope.Scope scope, Consumer<Row> rows) {
        var started = System.nanoTime();
        var found = correct.visitAll(scope);
        rows.accept(
                new Row(
                        name,
                        "all of " + scope,
                        found.situations(),
                        found.situations(),
                        found.violation().isPresent() ? 1 : 0,
                        System.nanoTime() - started,
                        "0 violations",
                        found.violation().isEmpty(),
                        found.violation().orElse("every situation was visited")));
        return found.violation().isEmpty();
    }

    /// Plays every scenario with so many seeds.
    boolean tellStories(int runs, Consumer<Row> rows) {
        return Row.allMet(
                Scenario.all().stream().map(scenario -> (Supplier<Row>) () -> told(scenario, runs)).toList(), rows);
    }

    private Row told(Scenario scenario, int runs) {
        var started = System.nanoTime();
        var violations = new ArrayList<String>();
        for (var seed = 0L; seed < runs; seed++) {
            var number = seed;
            scenario.play(correct, seed).ifPresent(what -> violations.add("seed " + number + ": " + what));
        }
        return new Row(
                name,
                "story: " + scenario.name(),
                runs,
                0,
                violations.size(),
                System.nanoTime() - started,
                "0 violations",
                violations.isEmpty(),
                violations.isEmpty() ? "" : violations.getFirst());
    }

    /// Looks for each planted bug.
    boolean findBugs(int seedsMax, Consumer<Row> rows) {
        var started = System.nanoTime();
        var found = new ArrayList<Row>();
        var all =
                Row.allMet(
                        bugs.stream().map(bug -> (Supplier<Row>) () -> found(bug, seedsMax)).toList(),
                        row -> {
                            rows.accept(row);
                            found.add(row);
                        });
        var seeds = found.stream().mapToLong(Row::runs).sorted().toArray();
        var median = seeds[seeds.length / 2] - 1;
        var count = found.stream().mapToLong(Row::violations).sum();
        var met = all && median <= MEDIAN_MAX;
        rows.accept(
                new Row(
                        name,
                        "planted bugs found: " + count + " of " + bugs.size(),
                        LongStream.of(seeds).sum(),
                        0,
                        count,
                        System.nanoTime() - started,
                        "all, median of seeds <= " + MEDIAN_MAX,
                        met,
                        "median " + median));
        return met;
    }

    private Row found(PlantedBug bug, int seedsMax) {
        var started = System.nanoTime();
        var first = firstSeed(bug, seedsMax);
        return new Row(
                name,
                "bug: " + bug.name(),
                first.orElse(seedsMax - 1) + 1,
                0,
                first.isPresent() ? 1 : 0,
                System.nanoTime() - started,
                "found in %,d seeds".formatted(SEEDS_MAX),
                // What is not looked for long enough is not missed.
                first.isPresent() || seedsMax < SEEDS_MAX,
                first.isPresent()
                        ? "first seed " + first.getAsLong() + ": " + what(bug, first.getAsLong())
                        : "not in the first %,d: tier N looks longer".formatted(seedsMax));
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

    @Override
    public Optional<List<String>> tell(long seed, Optional<String> bug) {
        return bug.isEmpty()
                ? Optional.of(told(seed, correct))
                : bugs.stream()
                        .filter(planted -> planted.name().equals(bug.get()))
                        .findFirst()
                        .map(planted -> told(seed, planted.engine()));
    }

    private static List<String> told(long seed, Engine engine) {
        var plan = SWARM.draw(seed);
        var isWrong = ConsensusRun.play(plan, engine, EventLog.off()).violation().isPresent();
        var log = EventLog.on();
        ConsensusRun.play(isWrong ? shrink(engine, seed, SHRINKING_RUNS) : plan, engine, log);
        return log.lines();
    }

    /// The smallest plan that fails as the plan of a seed does.
    static Plan shrink(Engine engine, long seed, int runsMax) {
        return new Shrinker(plan -> ConsensusRun.play(plan, engine, EventLog.off()).violation().isPresent(), runsMax)
                .shrink(SWARM.draw(seed));
    }
}
