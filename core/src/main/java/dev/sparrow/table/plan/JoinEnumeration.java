/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import java.util.HashMap;
import java.util.Map;

/// Finds the cheapest order of joins by looking at all pairs of connected sets, each once: the algorithm DPhyp
/// (Moerkotte and Neumann, "Dynamic programming strikes back", 2008, section 3).
final class JoinEnumeration {
    /// A pair takes about half a microsecond. Where there are more, the greedy order has to do.
    private static final int PAIRS_MAX = 2_500;

    private final JoinGraph graph;
    private final Map<Long, JoinPlan> plans = new HashMap<>();
    private int pairs;

    private JoinEnumeration(JoinGraph graph) {
        this.graph = graph;
    }

    /// The cheapest plan of all nodes; null if there are too many to look at.
    static JoinPlan cheapest(JoinGraph graph) {
        var enumeration = new JoinEnumeration(graph);
        enumeration.run();
        return enumeration.isOver() ? null : enumeration.plans.get((1L << graph.size()) - 1);
    }

    private boolean isOver() {
        return pairs > PAIRS_MAX;
    }

    private void run() {
        for (var node = 0; node < graph.size(); node++) {
            plans.put(1L << node, graph.leaf(node));
        }
        for (var node = graph.size() - 1; node >= 0 && !isOver(); node--) {
            var set = 1L << node;
            complements(set);
            grow(set, upTo(node));
        }
    }

    /// A node and all before it.
    private static long upTo(int node) {
        return (2L << node) - 1;
    }

    /// Goes on to connected sets that hold a set.
    private void grow(long set, long excluded) {
        var around = graph.neighbours(set, excluded);
        for (var some = next(0, around); some != 0 && !isOver(); some = next(some, around)) {
            if (plans.containsKey(set | some)) {
                complements(set | some);
            }
        }
        for (var some = next(0, around); some != 0 && !isOver(); some = next(some, around)) {
            grow(set | some, excluded | around);
        }
    }

    /// The subset of a set that comes after another; the empty one after the last.
    private static long next(long subset, long of) {
        return (subset - of) & of;
    }

    /// Joins a set with all that are connected with it and begin with a later node.
    private void complements(long set) {
        var excluded = set | upTo(Long.numberOfTrailingZeros(set));
        var around = graph.neighbours(set, excluded);
        for (var left = around; left != 0 && !isOver(); ) {
            var node = 63 - Long.numberOfLeadingZeros(left);
            var other = 1L << node;
            left &= ~other;
            if (graph.connects(set, other)) {
                join(set, other);
            }
            growComplement(set, other, excluded | (upTo(node) & around));
        }
    }

    private void growComplement(long set, long other, long excluded) {
        var around = graph.neighbours(other, excluded);
        for (var some = next(0, around); some != 0 && !isOver(); some = next(some, around)) {
            if (plans.containsKey(other | some) && graph.connects(set, other | some)) {
                join(set, other | some);
            }
        }
        for (var some = next(0, around); some != 0 && !isOver(); some = next(some, around)) {
            growComplement(set, other | some, excluded | around);
        }
    }

    private void join(long one, long other) {
        pairs++;
        keep(graph.join(plans.get(one), plans.get(other)));
        keep(graph.join(plans.get(other), plans.get(one)));
    }

    private void keep(JoinPlan plan) {
        if (plan != null) {
            plans.merge(plan.set(), plan, (known, added) -> added.cost() < known.cost() ? added : known);
        }
    }
}
