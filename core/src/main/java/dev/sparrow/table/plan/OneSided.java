/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Folding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks of single relations what follows from conditions of several: of `(a.x = 1 and b.y = 2) or (a.x = 2 and b.y =
/// 1)` follow `a.x = 1 or a.x = 2` and the same of `b`, so most rows are gone before anything is joined.
final class OneSided {
    private final JoinCluster cluster;

    OneSided(JoinCluster cluster) {
        this.cluster = cluster;
    }

    /// The relations of the nodes with what follows.
    List<JoinNode> nodes() {
        var nodes = new ArrayList<JoinNode>();
        for (var node : cluster.nodes()) {
            var follows = node.isDependent() ? List.<Expression>of() : following(node);
            nodes.add(follows.isEmpty() ? node : node.with(Simplification.push(node.relation(), follows)));
        }
        return nodes;
    }

    private List<Expression> following(JoinNode node) {
        var all = new ArrayList<Expression>();
        for (var condition : cluster.conditions()) {
            if (condition instanceof Expression.Or(var branches) && Long.bitCount(cluster.reads(condition)) > 1) {
                of(branches, node).ifPresent(all::add);
            }
        }
        return all.stream().map(each -> Simplification.moved(each, column -> column - node.start())).toList();
    }

    /// What each branch asks of the node alone; nothing if one asks nothing.
    private Optional<Expression> of(List<Expression> branches, JoinNode node) {
        var own = new ArrayList<Expression>();
        for (var branch : branches) {
            var parts = branch.conjuncts().stream().filter(part -> cluster.reads(part) == node.set()).toList();
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            own.add(Expression.and(parts));
        }
        return Optional.of(Folding.fold(new Expression.Or(own)));
    }
}
