/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing plan small: fewer faults (delta debugging, Zeller and Hildebrandt 2002), calm conditions, fewer
/// operations, as long as it fails.
public final class Shrinker {
    private final Predicate<Plan> fails;
    private int runsLeft;

    /// @param fails runs a plan and tells whether it fails, in the same way
    /// @param runsMax how many runs it may take
    public Shrinker(Predicate<Plan> fails, int runsMax) {
        this.fails = fails;
        this.runsLeft = runsMax;
    }

    /// The smallest failing plan that it finds; no single fault of it can be left out, unless the runs were used up.
    public Plan shrink(Plan failing) {
        var plan = failing;
        for (var rounds = 0; rounds < 3; rounds++) {
            var before = plan;
            plan = withFewerFaults(plan);
            plan = calmer(plan);
            plan = withFewerOperations(plan);
            if (plan.equals(before)) {
                break;
            }
        }
        return plan;
    }

    private boolean stillFails(Plan plan) {
        return runsLeft-- > 0 && fails.test(plan);
    }

    private Plan withFewerFaults(Plan failing) {
        var plan = failing;
        for (var size = Math.max(1, plan.faults().size() / 2); size >= 1; size /= 2) {
            for (var from = 0; from < plan.faults().size(); ) {
                var smaller = plan.withFaults(without(plan.faults(), from, size));
                if (stillFails(smaller)) {
                    plan = smaller;
                } else {
                    from += size;
                }
            }
        }
        return plan;
    }

    private static List<Fault> without(List<Fault> faults, int from, int size) {
        var rest = new ArrayList<>(faults.subList(0, from));
        rest.addAll(faults.subList(Math.min(faults.size(), from + size), faults.size()));
        return rest;
    }

    private Plan calmer(Plan failing) {
        var plan = failing;
        for (var calmer : calmer(plan.conditions())) {
            var smaller = plan.withConditions(calmer);
            if (!smaller.equals(plan) && stillFails(smaller)) {
                plan = smaller;
                break;
            }
        }
        return plan;
    }

    /// From calm to as it was, with one trouble less each.
    private static List<Conditions> calmer(Conditions now) {
        var calm = Conditions.CALM;
        var steady = new Conditions(now.latencyMinMicros(), now.latencyMaxMicros(), 0, 0, 0, 0, now.flushMaxMicros());
        var noLoss =
                new Conditions(
                        now.latencyMinMicros(),
                        now.latencyMaxMicros(),
                        0,
                        now.duplicationPerMille(),
                        now.delayPerMille(),
                        now.delayMaxMillis(),
                        now.flushMaxMicros());
        var noCopies =
                new Conditions(
                        now.latencyMinMicros(),
                        now.latencyMaxMicros(),
                        now.lossPerMille(),
                        0,
                        now.delayPerMille(),
                        now.delayMaxMillis(),
                        now.flushMaxMicros());
        return List.of(calm, steady, noLoss, noCopies);
    }

    private Plan withFewerOperations(Plan failing) {
        var plan = failing;
        for (var operations = plan.operations() / 2; operations >= 1; operations /= 2) {
            var smaller = plan.withOperations(operations);
            if (!stillFails(smaller)) {
                break;
            }
            plan = smaller;
        }
        return plan;
    }
}
