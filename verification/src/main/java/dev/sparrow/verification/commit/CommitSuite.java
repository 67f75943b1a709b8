/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Atomic commit: what the protocols are known for is found again, random walks show nothing, and planted bugs are
/// found.
public final class CommitSuite implements Suite {
    /// Within so many seeds every planted bug must be found.
    static final int BUG_SEEDS = 20_000;

    private static final int WALKS_OF_N = 20_000;

    /// A claim about one protocol under some faults, which exploring it proves or refutes.
    ///
    /// @param participants how many, of tier C and of the others
    record Claim(
            String name,
            Protocol protocol,
            List<Integer> participants,
            Faults faults,
            String target,
            Predicate<Exploration.Found> holds) {
        Exploration.Found explore(Tier tier) {
            return Exploration.all(first(participants.get(tier == Tier.C ? 0 : 1)));
        }

        private List<Situation> first(int count) {
            return Cell.allVotes(count).stream()
                    .map(votes -> Situation.first(new Cell(protocol, votes), faults))
                    .toList();
        }
    }

    @Override
    public boolean run(Tier tier, Consumer<Row> rows) {
        var parts = new ArrayList<Supplier<Row>>();
        claims().forEach(claim -> parts.add(() -> explored(claim, tier)));
        correct().forEach(protocol -> parts.add(() -> walked(protocol, tier)));
        TwoPhaseBugs.all().forEach(bug -> parts.add(() -> planted("2PC", bug)));
        ThreePhaseBugs.all().forEach(bug -> parts.add(() -> planted("3PC", bug)));
        return Row.allMet(parts, rows);
    }

    /// The shape that Skeen has proven: who blocks, and who disagrees.
    static List<Claim> claims() {
        var crashes = Faults.NONE.crashes(2);
        var parted = Faults.NONE.crashes(1).parting();
        var mess = Faults.NONE.crashes(1).losses(1).duplicates(1).repaired();
        return List.of(
                new Claim("2PC, crashes", Protocol.twoPhase(), SMALL, crashes, BLOCKS, CommitSuite::onlyBlocks),
                new Claim("2PC, parted", Protocol.twoPhase(), SMALL, parted, BLOCKS, CommitSuite::onlyBlocks),
                new Claim("2PC, loss, copies, repairs", Protocol.twoPhase(), MESS, mess, AGREES, CommitSuite::agrees),
                new Claim(
                        "2PC presuming commit, crashes",
                        Protocol.twoPhasePresumingCommit(),
                        SMALL,
                        crashes,
                        BLOCKS,
                        CommitSuite::onlyBlocks),
                new Claim(
                        "2PC presuming commit, loss, copies, repairs",
                        Protocol.twoPhasePresumingCommit(),
                        MESS,
                        mess,
                        AGREES,
                        CommitSuite::agrees),
                new Claim(
                        "2PC over the log, crashes",
                        Protocol.twoPhaseOverLog(),
                        SMALL,
                        crashes,
                        NEITHER,
                        CommitSuite::neither),
                new Claim(
                        "2PC over the log, parted",
                        Protocol.twoPhaseOverLog(),
                        SMALL,
                        parted,
                        NEITHER,
                        CommitSuite::neither),
                new Claim("3PC, crashes", Protocol.threePhase(), SMALL, crashes, NEITHER, CommitSuite::neverInDoubt),
                new Claim(
                        "3PC, parted", Protocol.threePhase(), SMALL, parted, DISAGREES, found -> found.violating() > 0),
                new Claim(
                        "quorum 3PC, crashes",
                        Protocol.quorumThreePhase(),
                        SMALL,
                        crashes,
                        NEITHER,
                        CommitSuite::neither),
                new Claim(
                        "quorum 3PC, parted",
                        Protocol.quorumThreePhase(),
                        SMALL,
                        parted,
                        NEITHER,
                        CommitSuite::neither));
    }

    private static final List<Integer> SMALL = List.of(2, 3);
    private static final List<Integer> MESS = List.of(2, 2);
    private static final String BLOCKS = "no violation, some blocked";
    private static final String AGREES = "no violation, all decided";
    private static final String NEITHER = "no violation, none blocked";
    private static final String DISAGREES = "violations, as known";

    private static boolean agrees(Exploration.Found found) {
        return found.violating() == 0 && found.undone() == 0;
    }

    private static boolean onlyBlocks(Exploration.Found found) {
        return agrees(found) && found.blocked() > 0;
    }

    private static boolean neither(Exploration.Found found) {
        return agrees(found) && found.blocked() == 0;
    }

    private static boolean neverInDoubt(Exploration.Found found) {
        return agrees(found) && found.inDoubt() == 0;
    }

    private static Row explored(Claim claim, Tier tier) {
        var start = System.nanoTime();
        var found = claim.explore(tier);
        return new Row(
                "commit",
                claim.name(),
                found.situations(),
                found.situations(),
                found.violating(),
                System.nanoTime() - start,
                claim.target(),
                claim.holds().test(found),
                "%,d blocked, %,d in doubt of %,d at rest"
                        .formatted(found.blocked(), found.inDoubt(), found.resting()));
    }

    static List<Candidate> correct() {
        return List.of(
                new Candidate("2PC", Protocol.twoPhase(), TwoPhaseBugs.FAULTS),
                new Candidate("2PC presuming commit", Protocol.twoPhasePresumingCommit(), TwoPhaseBugs.FAULTS),
                new Candidate("2PC over the log", Protocol.twoPhaseOverLog(), TwoPhaseBugs.FAULTS),
                new Candidate("3PC", Protocol.threePhase(), ThreePhaseBugs.FAIL_STOP),
                new Candidate("quorum 3PC", Protocol.quorumThreePhase(), ThreePhaseBugs.ANYTHING));
    }

    private static Row walked(Candidate correct, Tier tier) {
        var start = System.nanoTime();
        var walks = new RandomWalks(correct.protocol(), correct.faults());
        var runs = tier.runs(WALKS_OF_N);
        var faults = 0L;
        var violations = 0;
        var detail = "";
        for (var seed = 0L; seed < runs; seed++) {
            var walk = walks.walk(seed);
            faults += walk.faults();
            if (walk.violation().isPresent()) {
                violations++;
                detail = detail.isEmpty() ? "seed " + seed + ": " + walk.violation().get() : detail;
            }
        }
        return new Row(
                "commit",
                correct.name() + ", walks",
                runs,
                faults,
                violations,
                System.nanoTime() - start,
                AGREES,
                violations == 0 && faults > 0,
                detail);
    }

    @Override
    public Optional<List<String>> tell(long seed, Optional<String> bug) {
        var all = Stream.of(correct(), TwoPhaseBugs.all(), ThreePhaseBugs.all()).flatMap(List::stream);
        return all.filter(candidate -> candidate.name().equals(bug.orElse("2PC")))
                .findFirst()
                .map(candidate ->
                        new RandomWalks(candidate.protocol(), candidate.faults()).tell(seed).transcript().lines());
    }

    private static Row planted(String kind, Candidate bug) {
        var start = System.nanoTime();
        var first = new RandomWalks(bug.protocol(), bug.faults()).firstViolation(BUG_SEEDS);
        return new Row(
                kind + " bug",
                bug.name(),
                first.orElse((long) BUG_SEEDS - 1) + 1,
                0,
                first.isPresent() ? 1 : 0,
                System.nanoTime() - start,
                "found within 20,000 seeds",
                first.isPresent(),
                first.map(seed -> "seed " + seed).orElse("not found"));
    }
}
