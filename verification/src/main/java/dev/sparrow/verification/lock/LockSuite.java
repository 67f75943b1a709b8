/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.lock;

import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.simulation.world.EventLog;
import dev.sparrow.simulation.world.FaultKind;
import dev.sparrow.simulation.world.Plan;
import dev.sparrow.simulation.world.Shrinker;
import dev.sparrow.simulation.world.Swarm;
import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Runs of the lock service over Raft and Multi-Paxos by turns: the correct one, in which nothing may be found, and one
/// with each planted bug, in which something must be.
public final class LockSuite implements Suite {
    /// Within so many seeds every bug must be found.
    static final int SEEDS_MAX = 20_000;

    private static final int RUNS = 100_000;
    private static final int ELECTIONS = 250;
    private static final int KILLS = 200;
    private static final int SESSIONS = 2_000;
    private static final double SHARE_MAX = 0.2;
    private static final int SEEDS_MAX_OF_C = 300;
    private static final int SHRINKING_RUNS = 300;

    /// Clocks of sessions do not jump, and disks are kept: the log has runs of its own for these.
    static final Swarm SWARM =
            new Swarm(
                    EnumSet.complementOf(
                            EnumSet.of(
                                    FaultKind.CLOCK_JUMP, FaultKind.CLOCK_RATE, FaultKind.DAMAGE, FaultKind.LOSE_DISK)),
                    List.of(),
                    List.of(LockRun.CLIENTS + 3, LockRun.CLIENTS + 3, LockRun.CLIENTS + 3, LockRun.CLIENTS + 5),
                    2_000,
                    30);

    @Override
    public boolean run(Tier tier, Consumer<Row> rows) {
        var met = runLoad(rows);
        met &= electDrivers(tier.runs(ELECTIONS), rows);
        met &= runCorrect(tier.runs(RUNS), rows);
        met &= findBugs(tier == Tier.C ? SEEDS_MAX_OF_C : SEEDS_MAX, rows);
        return met;
    }

    /// Measures what many sessions cost.
    boolean runLoad(Consumer<Row> rows) {
        var started = System.nanoTime();
        var load = SessionLoad.measure(SESSIONS);
        var met = load.safe() == SESSIONS && load.share() < SHARE_MAX;
        rows.accept(
                new Row(
                        "locks",
                        "%,d sessions on one member for a minute".formatted(SESSIONS),
                        1,
                        0,
                        0,
                        System.nanoTime() - started,
                        "< %.0f %% of a processor".formatted(100 * SHARE_MAX),
                        met,
                        "%.2f %%, %,d sessions alive".formatted(100 * load.share(), load.safe())));
        return met;
    }

    /// Elects drivers by a lock, and kills them.
    boolean electDrivers(int runs, Consumer<Row> rows) {
        var started = System.nanoTime();
        var violations =
                IntStream.range(0, runs)
                        .parallel()
                        .mapToObj(seed ->
                                DriverElection.play(seed, KILLS, new LockRules())
                                        .map(what -> "seed " + seed + ": " + what))
                        .flatMap(Optional::stream)
                        .toList();
        rows.accept(
                new Row(
                        "locks",
                        "elections of a driver, %d kills each".formatted(KILLS),
                        runs,
                        (long) runs * KILLS,
                        violations.size(),
                        System.nanoTime() - started,
                        "one driver a generation",
                        violations.isEmpty(),
                        violations.isEmpty() ? "" : violations.getFirst()));
        return violations.isEmpty();
    }

    /// Plays so many seeds of the correct service.
    boolean runCorrect(int runs, Consumer<Row> rows) {
        var started = System.nanoTime();
        var results =
                IntStream.range(0, runs)
                        .parallel()
                        .mapToObj(seed -> LockRun.play(SWARM.draw(seed), new LockRules(), EventLog.off()))
                        .toList();
        var violating = IntStream.range(0, runs).filter(seed -> results.get(seed).violation().isPresent()).toArray();
        var failOvers = results.stream().mapToLong(LockRun.Result::failOvers).sum();
        var ended = results.stream().mapToLong(LockRun.Result::ended).sum();
        // A run that has not failed over has shown nothing.
        var met = violating.length == 0 && failOvers > runs && ended > runs;
        rows.accept(
                new Row(
                        "locks",
                        "swarm of faults",
                        runs,
                        results.stream().mapToLong(LockRun.Result::faults).sum(),
                        violating.length,
                        System.nanoTime() - started,
                        "0 violations",
                        met,
                        violating.length == 0
                                ? "%,d fail-overs, %,d sessions lost".formatted(failOvers, ended)
                                : "seed %d: %s"
                                        .formatted(violating[0], results.get(violating[0]).violation().orElseThrow())));
        return met;
    }

    /// Looks for each planted bug.
    boolean findBugs(int seedsMax, Consumer<Row> rows) {
        return Row.allMet(
                LockBugs.all().stream().map(bug -> (Supplier<Row>) () -> found(bug, seedsMax)).toList(), rows);
    }

    private static Row found(LockBugs.Bug bug, int seedsMax) {
        var started = System.nanoTime();
        var first = firstSeed(bug, seedsMax);
        return new Row(
                "locks",
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

    private static String what(LockBugs.Bug bug, long seed) {
        var violation = LockRun.play(SWARM.draw(seed), bug.rules(), EventLog.off()).violation().orElse("");
        return violation.lines().findFirst().orElse("");
    }

    @Override
    public Optional<List<String>> tell(long seed, Optional<String> bug) {
        return bug.isEmpty()
                ? Optional.of(told(seed, new LockRules()))
                : LockBugs.all().stream()
                        .filter(planted -> planted.name().equals(bug.get()))
                        .findFirst()
                        .map(planted -> told(seed, planted.rules()));
    }

    private static List<String> told(long seed, LockRules rules) {
        var plan = SWARM.draw(seed);
        if (isWrong(plan, rules)) {
            plan = new Shrinker(some -> isWrong(some, rules), SHRINKING_RUNS).shrink(plan);
        }
        var log = EventLog.on();
        LockRun.play(plan, rules, log);
        return log.lines();
    }

    private static boolean isWrong(Plan plan, LockRules rules) {
        return LockRun.play(plan, rules, EventLog.off()).violation().isPresent();
    }

    /// The first seed that shows a bug.
    static OptionalLong firstSeed(LockBugs.Bug bug, int seedsMax) {
        for (var seed = 0L; seed < seedsMax; seed++) {
            if (LockRun.play(SWARM.draw(seed), bug.rules(), EventLog.off()).violation().isPresent()) {
                return OptionalLong.of(seed);
            }
        }
        return OptionalLong.empty();
    }
}
