/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/// The one walker of lineage: every node once, parents before children, without recursion.
public final class LineageWalk {
    private LineageWalk() {}

    /// All nodes that `root` is made from, and `root`, which is last.
    public static List<Lineage> parentsFirst(Lineage root) {
        return parentsFirst(root, Lineage::parents);
    }

    /// As [#parentsFirst(Lineage)], but `edges` says which parents to follow, for instance only those within a stage.
    public static List<Lineage> parentsFirst(Lineage root, Function<Lineage, List<Lineage>> edges) {
        var order = new ArrayList<Lineage>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Lineage, Boolean>());
        var open = new ArrayDeque<Visit>();
        seen.add(root);
        open.push(new Visit(root, edges.apply(root)));
        while (!open.isEmpty()) {
            var visit = open.peek();
            if (visit.next == visit.parents.size()) {
                order.add(visit.node);
                open.pop();
                continue;
            }
            var parent = visit.parents.get(visit.next++);
            if (seen.add(parent)) {
                open.push(new Visit(parent, edges.apply(parent)));
            }
        }
        return order;
    }

    private static final class Visit {
        private final Lineage node;
        private final List<Lineage> parents;
        private int next;

        private Visit(Lineage node, List<Lineage> parents) {
            this.node = node;
            this.parents = parents;
        }
    }
}
