/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Visits every [Situation] that can follow from some first ones, the nearest first.
///
/// Counts are the same in every run. The way to the first situation with a violation is a shortest one.
public final class Exploration {
    /// More than any that is asked for: whoever gets here asked for too much.
    private static final int SITUATIONS_MAX = 20_000_000;

    /// What was found.
    ///
    /// @param situations how many there are
    /// @param violating how many of them break a promise; what follows from them is not visited
    /// @param resting in how many nothing goes on
    /// @param inDoubt in how many of these somebody who is up is in doubt
    /// @param blocked in how many of these he is together with a majority of the participants
    /// @param undone in how many of these repairs do not help: all nodes back, the network whole, and still in doubt
    /// @param firstViolation empty if there is none, like the others
    public record Found(
            int situations,
            int violating,
            int resting,
            int inDoubt,
            int blocked,
            int undone,
            Optional<Transcript> firstViolation,
            Optional<Transcript> firstBlocked,
            Optional<Transcript> firstUndone) {}

    private record Visit(Situation situation, int parent, Act act, Crash crash) {}

    private static final boolean[] LOSES_MESSAGES = {false, true};

    private final List<Visit> visits = new ArrayList<>();
    private final Map<Situation, Integer> seen = new HashMap<>();
    private final boolean stopsAtViolation;
    private int violating;
    private int resting;
    private int inDoubt;
    private int blocked;
    private int undone;
    private Optional<Transcript> firstViolation = Optional.empty();
    private Optional<Transcript> firstBlocked = Optional.empty();
    private Optional<Transcript> firstUndone = Optional.empty();

    private Exploration(boolean stopsAtViolation) {
        this.stopsAtViolation = stopsAtViolation;
    }

    /// Visits all.
    public static Found all(List<Situation> first) {
        return new Exploration(false).run(first);
    }

    /// Visits until a promise is broken.
    public static Found untilViolation(List<Situation> first) {
        return new Exploration(true).run(first);
    }

    /// A shortest way to a situation like this.
    ///
    /// @throws IllegalArgumentException if none can be reached
    public static Transcript shortestTo(List<Situation> first, Predicate<Situation> wanted) {
        return new Exploration(false).search(first, wanted);
    }

    private Transcript search(List<Situation> first, Predicate<Situation> wanted) {
        first.forEach(situation -> visit(situation, -1, null, Crash.NEVER));
        for (var next = 0; next < visits.size(); next++) {
            var situation = visits.get(next).situation();
            if (wanted.test(situation)) {
                return transcript(next);
            }
            if (situation.violation().isEmpty()) {
                for (var act : situation.acts()) {
                    expand(situation, next, act);
                }
            }
        }
        throw new IllegalArgumentException("None of %,d situations is like that.".formatted(seen.size()));
    }

    private Found run(List<Situation> first) {
        first.forEach(situation -> visit(situation, -1, null, Crash.NEVER));
        for (var next = 0; next < visits.size() && !(stopsAtViolation && violating + undone > 0); next++) {
            var situation = visits.get(next).situation();
            if (situation.violation().isPresent()) {
                violating++;
                if (firstViolation.isEmpty()) {
                    firstViolation = Optional.of(transcript(next));
                }
                continue;
            }
            if (situation.isAtRest()) {
                rest(situation, next);
            }
            for (var act : situation.acts()) {
                expand(situation, next, act);
            }
        }
        return new Found(
                seen.size(), violating, resting, inDoubt, blocked, undone, firstViolation, firstBlocked, firstUndone);
    }

    private void expand(Situation situation, int index, Act act) {
        var step = new Step(situation, Crash.NEVER, null);
        visit(step.take(act), index, act, Crash.NEVER);
        if (situation.left.crashes() > 0 && step.hasSelf()) {
            for (var effects = 0; effects <= step.carriedOut(); effects++) {
                for (var losesMessages : LOSES_MESSAGES) {
                    var crash = new Crash(effects, losesMessages);
                    visit(situation.after(act, crash, null), index, act, crash);
                }
            }
        }
    }

    private void visit(Situation situation, int parent, Act act, Crash crash) {
        if (seen.putIfAbsent(situation, visits.size()) == null) {
            if (visits.size() == SITUATIONS_MAX) {
                throw new IllegalStateException(
                        "More than %,d situations: explore with fewer faults or participants."
                                .formatted(SITUATIONS_MAX));
            }
            visits.add(new Visit(situation, parent, act, crash));
        }
    }

    private void rest(Situation situation, int index) {
        resting++;
        inDoubt += situation.inDoubt().isEmpty() ? 0 : 1;
        if (!situation.blocked().isEmpty()) {
            blocked++;
            if (firstBlocked.isEmpty()) {
                firstBlocked = Optional.of(transcript(index));
            }
        }
        var repaired = Repair.of(situation);
        if (repaired.violation().isPresent() || !repaired.inDoubt().isEmpty()) {
            undone++;
            if (firstUndone.isEmpty()) {
                firstUndone = Optional.of(transcript(index));
            }
        }
    }

    private Transcript transcript(int index) {
        var ways = new ArrayList<Visit>();
        for (var at = index; at >= 0; at = visits.get(at).parent()) {
            ways.addFirst(visits.get(at));
        }
        var lines = new ArrayList<String>();
        var situation = ways.getFirst().situation();
        for (var way : ways.subList(1, ways.size())) {
            situation = situation.after(way.act(), way.crash(), lines::add);
        }
        return Transcript.of(situation, lines);
    }
}
