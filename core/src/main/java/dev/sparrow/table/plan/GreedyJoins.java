/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import java.util.ArrayList;
import java.util.List;

/// Joins again and again the two plans of which the fewest rows come, for clusters with too many orders to look at all
/// of them (Fegaras, "A new heuristic for optimizing large queries", 1998).
final class GreedyJoins {
    private final JoinGraph graph;
    private final List<JoinPlan> plans = new ArrayList<>();

    private GreedyJoins(JoinGraph graph) {
        this.graph = graph;
        for (var node = 0; node < graph.size(); node++) {
            plans.add(graph.leaf(node));
        }
    }

    static JoinPlan plan(JoinGraph graph) {
        var greedy = new GreedyJoins(graph);
        while (greedy.plans.size() > 1) {
            greedy.joinTwo();
        }
        return greedy.plans.getFirst();
    }

    private void joinTwo() {
        var best = best(true);
        var next = best == null ? best(false) : best;
        plans.removeAll(List.of(next.left(), next.right()));
        plans.add(next);
    }

    private JoinPlan best(boolean connected) {
        JoinPlan best = null;
        for (var left : plans) {
            for (var right : plans) {
                if ((left.set() & right.set()) == 0 && (!connected || graph.connects(left.set(), right.set()))) {
                    best = better(best, graph.join(left, right));
                }
            }
        }
        return best;
    }

    private static JoinPlan better(JoinPlan one, JoinPlan other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.rows() != other.rows()) {
            return one.rows() < other.rows() ? one : other;
        }
        return one.cost() <= other.cost() ? one : other;
    }
}
