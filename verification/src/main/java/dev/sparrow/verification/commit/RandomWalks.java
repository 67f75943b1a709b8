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
/// Each seed draws its own size, votes and faults, and how often it takes one. At the end everything is repaired, and must be
/// decided.
public final class RandomWalks {
    /// Mostly the fewest among which two are a majority and one is not.
    private static final List<Integer> PARTICIPANTS = List.of(1, 2, 3, 3, 3, 4);

    private static final List<List<Vote>> VOTES =
            List.of(
                    List.of(Vote.YES),
                    List.of(Vote.YES),
                    List.of(Vote.YES, Vote.READ_ONLY),
                    List.of(Vote.YES, Vote.YES, Vote.READ_ONLY, Vote.NO));

    private static final int CRASH_EFFECTS_MAX = 5;

    private final Protocol protocol;
    private final Faults most;

    public RandomWalks(Protocol protocol, Faults most) {
        this.protocol = protocol;
        this.most = most;
    }

    /// How one seed ended.
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
        var cell = new Cell(protocol, votes(random));
        var situation = Situation.first(cell, faults(random));
        var faultPercent = 5 + random.nextInt(40);
        var faults = 0;
        for (var acts = situation.acts(); !acts.isEmpty(); acts = situation.acts()) {
            var act = choose(acts, faultPercent, random);
            var crashes = situation.left.crashes() > 0 && random.nextInt(100) < faultPercent / 2;
            var crashAfter = crashes ? random.nextInt(CRASH_EFFECTS_MAX) : -1;
            var before = situation.left;
            situation = lines == null ? situation.after(act, crashAfter) : situation.after(act, crashAfter, lines::add);
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

    /// First of what kind, then which: or there would be little else than parted networks, of which there are most.
    private static Act choose(List<Act> acts, int faultPercent, SplittableRandom random) {
        var regular = acts.stream().filter(act -> act instanceof Act.Deliver || act instanceof Act.Wait).toList();
        if (!regular.isEmpty() && (regular.size() == acts.size() || random.nextInt(100) >= faultPercent)) {
            return regular.get(random.nextInt(regular.size()));
        }
        var kinds = acts.stream().<Class<?>>map(Act::getClass).distinct().toList();
        var kind = kinds.get(random.nextInt(kinds.size()));
        var those = acts.stream().filter(kind::isInstance).toList();
        return those.get(random.nextInt(those.size()));
    }

    private static List<Vote> votes(SplittableRandom random) {
        var choices = VOTES.get(random.nextInt(VOTES.size()));
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
