/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Draws plans: each seed gets its own few kinds of faults, at its own rates (swarm testing, Groce et al. 2012).
///
/// A run with a little of everything finds little: what one fault would show, another hides. So most seeds have some
/// kinds only, some are calm and some frantic, and half of them aim at whoever leads.
///
/// @param kinds the kinds that may be drawn
/// @param exercises the protocol's own, see [Fault.Exercise]
/// @param sizes of clusters
/// @param lengthMillis how long things go wrong
/// @param operations the most that a client makes
public record Swarm(
        Set<FaultKind> kinds, List<String> exercises, List<Integer> sizes, int lengthMillis, int operations) {
    public Swarm {
        kinds = Set.copyOf(kinds);
        exercises = List.copyOf(exercises);
        sizes = List.copyOf(sizes);
    }

    /// The plan of a seed.
    public Plan draw(long seed) {
        var random = new SplittableRandom(Dice.mix(seed, 1));
        var nodes = sizes.get(random.nextInt(sizes.size()));
        var length = lengthMillis / 2 + random.nextInt(lengthMillis);
        var conditions = conditions(random);
        var faults = new ArrayList<Fault>();
        draw(faults, nodes, length, random);
        exercise(faults, length, random);
        faults.sort(Comparator.comparingInt(Fault::atMillis));
        return new Plan(seed, nodes, 1 + operations / 2 + random.nextInt(operations), length, conditions, faults);
    }

    private static Conditions conditions(RandomGenerator random) {
        var latencyMax = 1_000 + random.nextInt(random.nextBoolean() ? 4_000 : 20_000);
        return new Conditions(
                200,
                latencyMax,
                random.nextBoolean() ? 0 : random.nextInt(301),
                random.nextBoolean() ? 0 : random.nextInt(201),
                random.nextBoolean() ? 0 : random.nextInt(201),
                20 + random.nextInt(580),
                random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 1_000 : 20_000));
    }

    private void draw(List<Fault> faults, int nodes, int length, RandomGenerator random) {
        var drawn = new ArrayList<FaultKind>();
        for (var kind : FaultKind.values()) {
            if (kinds.contains(kind) && random.nextInt(3) == 0) {
                drawn.add(kind);
            }
        }
        if (drawn.isEmpty()) {
            return;
        }
        var paceMillis = 15 + random.nextInt(random.nextBoolean() ? 150 : 785);
        var aimed = random.nextBoolean() ? 0 : random.nextInt(100);
        var at = 200 + random.nextInt(300);
        while (at < length) {
            var kind = drawn.get(random.nextInt(drawn.size()));
            faults.add(kind.draw(at, nodes, random.nextInt(100) < aimed, random));
            at += 1 + random.nextInt(2 * paceMillis);
        }
    }

    private void exercise(List<Fault> faults, int length, RandomGenerator random) {
        for (var what : exercises) {
            if (random.nextInt(3) > 0) {
                continue;
            }
            var paceMillis = 100 + random.nextInt(1500);
            var at = 100 + random.nextInt(500);
            while (at < length) {
                faults.add(new Fault.Exercise(at, what, random.nextInt(1 << 16)));
                at += 1 + random.nextInt(2 * paceMillis);
            }
        }
    }
}
