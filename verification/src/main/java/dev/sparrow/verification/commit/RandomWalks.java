/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.Vote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Goes from a first [Situation] to a last one by the dice: for cells that are too large to visit all of it.
///
/// Each seed runs some transactions, one after another, and each draws its own size, votes, faults and [Taste]. At the
/// end everything is repaired, and must be decided.
public final class RandomWalks {
    private static final int TRANSACTIONS = 10;

    /// Mostly the fewest among which two are a majority and one is not.
    private static final List<Integer> PARTICIPANTS = List.of(1, 2, 3, 3, 3, 3, 3, 4);

    private static final List<List<Vote>> VOTES =
            List.of(List.of(Vote.YES), List.of(Vote.YES), List.of(Vote.YES), List.of(Vote.YES, Vote.YES, Vote.NO));

    private static final List<List<Vote>> VOTES_WITH_READ_ONLY =
            List.of(
                    List.of(Vote.YES),
                    List.of(Vote.YES, Vote.READ_ONLY),
                    List.of(Vote.YES, Vote.READ_ONLY),
                    List.of(Vote.YES, Vote.YES, Vote.READ_ONLY, Vote.NO));

    private final Protocol protocol;
    private final Faults most;

    public RandomWalks(Protocol protocol, Faults most) {
        this.protocol = protocol;
        this.most = most;
    }

    /// How one seed ended: the transcript is that of its last transaction.
    ///
    /// @param violation empty if nothing was wrong
    /// @param faults how many were injected
    public record Walk(Optional<String> violation, int faults, Transcript transcript) {}

    /// The first seed that shows a violation, if any does.
    public Optional<Long> firstViolation(long seeds) {
        for (var seed = 0L; seed < seeds; seed++) {
            if (walk(seed).violation().isPresent()) {
                return Optional.of(seed);
            }
        }
        return Optional.empty();
    }

    public Walk walk(long seed) {
        return walk(seed, null);
    }

    /// The same, told line by line.
    public Walk tell(long seed) {
        return walk(seed, new ArrayList<>());
    }

    private Walk walk(long seed, List<String> lines) {
        var random = new SplittableRandom(seed);
        var faults = 0;
        var walk = new Walk(Optional.empty(), 0, new Transcript(List.of()));
        for (var transaction = 0; transaction < TRANSACTIONS && walk.violation().isEmpty(); transaction++) {
            if (lines != null) {
                lines.clear();
            }
            walk = transaction(random, lines);
            faults += walk.faults();
        }
        return new Walk(walk.violation(), faults, walk.transcript());
    }

    private Walk transaction(SplittableRandom random, List<String> lines) {
        var situation = Situation.first(new Cell(protocol, votes(random)), faults(random));
        var taste = Taste.draw(random);
        var faults = 0;
        for (var acts = situation.acts(); !acts.isEmpty(); acts = situation.acts()) {
            var act = taste.choose(situation, acts, random);
            var before = situation.left;
            var crash = before.crashes() > 0 ? taste.crash(random) : Crash.NEVER;
            situation = situation.after(act, crash, lines == null ? null : lines::add);
            faults += before.equals(situation.left) ? 0 : 1;
            if (situation.violation().isPresent()) {
                return new Walk(situation.violation(), faults, transcript(situation, lines));
            }
        }
        return new Walk(afterRepair(situation), faults, transcript(situation, lines));
    }

    private static Transcript transcript(Situation end, List<String> lines) {
        return Transcript.of(end, lines == null ? List.of() : lines);
    }

    private static Optional<String> afterRepair(Situation end) {
        var repaired = Repair.of(end);
        if (repaired.violation().isEmpty() && !repaired.inDoubt().isEmpty()) {
            return Optional.of("still in doubt when all nodes were back");
        }
        return repaired.violation();
    }

    private List<Vote> votes(SplittableRandom random) {
        var mixes = protocol.knowsReadOnly() ? VOTES_WITH_READ_ONLY : VOTES;
        var choices = mixes.get(random.nextInt(mixes.size()));
        var votes = new ArrayList<Vote>();
        for (var left = PARTICIPANTS.get(random.nextInt(PARTICIPANTS.size())); left > 0; left--) {
            votes.add(choices.get(random.nextInt(choices.size())));
        }
        return votes;
    }

    private Faults faults(SplittableRandom random) {
        return new Faults(
                random.nextInt(most.crashes() + 1),
                most.repairs() && random.nextInt(4) > 0,
                random.nextInt(most.losses() + 1),
                random.nextInt(most.duplicates() + 1),
                most.parted() && random.nextBoolean(),
                random.nextInt(most.early() + 1));
    }
}
