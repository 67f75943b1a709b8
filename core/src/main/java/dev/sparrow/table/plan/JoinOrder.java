/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts joins into the order that is probably the cheapest, and the side with fewer rows to the right, where it becomes
/// a table to look up rows in.
final class JoinOrder {
    private final JoinCluster cluster;
    private final JoinGraph graph;

    private JoinOrder(JoinCluster cluster, JoinGraph graph) {
        this.cluster = cluster;
        this.graph = graph;
    }

    /// The same rows with the same columns.
    static Relation of(Relation relation) {
        return JoinCluster.isThere(relation)
                ? ordered(relation, JoinCluster.of(relation))
                : relation.with(relation.inputs().stream().map(JoinOrder::of).toList());
    }

    private static Relation ordered(Relation relation, JoinCluster whole) {
        var narrowed = whole.with(new OneSided(whole).nodes());
        var reduced = new GroupReduction(narrowed, JoinGraph.of(narrowed)).nodes();
        var cluster = narrowed.with(reduced.stream().map(node -> node.with(of(node.relation()))).toList());
        var graph = JoinGraph.of(cluster);
        var cheapest = JoinEnumeration.cheapest(graph);
        var plan = cheapest == null ? GreedyJoins.plan(graph) : cheapest;
        var made = new JoinOrder(cluster, graph).made(plan);
        var columns = cluster.columns().stream().map(made::placed).toList();
        return new Relation.Project(made.relation, columns, relation.schema().names());
    }

    /// A relation, and where the columns of the cluster are in it.
    ///
    /// @param places -1 for what it does not have
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Made(Relation relation, int... places) {
        Expression placed(Expression expression) {
            return Simplification.moved(expression, column -> places[column]);
        }
    }

    private int width() {
        return cluster.nodes().getLast().end();
    }

    private Made made(JoinPlan plan) {
        if (plan.left() == null) {
            return leaf(cluster.nodes().get(Long.numberOfTrailingZeros(plan.set())));
        }
        var left = made(plan.left());
        var right = plan.right();
        var node = cluster.nodes().get(Long.numberOfTrailingZeros(right.set()));
        return right.left() == null && node.isDependent()
                ? lookedUp(plan, left, node)
                : joined(plan, left, made(right));
    }

    private Made leaf(JoinNode node) {
        var places = new int[width()];
        Arrays.fill(places, -1);
        for (var i = 0; i < node.width(); i++) {
            places[node.start() + i] = i;
        }
        var made = new Made(node.relation(), places);
        return filtered(made, graph.asked(node.set()).stream().map(JoinGraph.Condition::expression).toList());
    }

    private static Made filtered(Made made, List<Expression> conditions) {
        var placed = conditions.stream().map(made::placed).toList();
        return new Made(Simplification.filtered(made.relation, placed), made.places);
    }

    private Made joined(JoinPlan plan, Made left, Made right) {
        var leftKeys = new ArrayList<Expression>();
        var rightKeys = new ArrayList<Expression>();
        for (var equality : graph.shared(plan.left().set(), plan.right().set())) {
            leftKeys.add(column(equality, left));
            rightKeys.add(column(equality, right));
        }
        var rest = new ArrayList<Expression>();
        for (var condition : graph.asked(plan.left().set(), plan.right().set())) {
            if (!addKeys(condition.expression(), plan, left, right, leftKeys, rightKeys)) {
                rest.add(condition.expression());
            }
        }
        var join = new Relation.Join(Lookup.Kind.INNER, left.relation, right.relation, leftKeys, rightKeys, null);
        return filtered(new Made(join, both(left, right)), rest);
    }

    private static Expression column(JoinGraph.Equality equality, Made side) {
        return equality.columns().stream()
                .filter(column -> side.places[column.column()] >= 0)
                .findFirst()
                .map(side::placed)
                .orElseThrow();
    }

    /// An equality of something of each side is a key.
    private boolean addKeys(
            Expression condition,
            JoinPlan plan,
            Made left,
            Made right,
            List<Expression> leftKeys,
            List<Expression> rightKeys) {
        if (!(condition instanceof Expression.Compare(var comparison, var one, var other))
                || comparison != Comparison.EQUAL) {
            return false;
        }
        var isInOrder = isOf(one, plan.left()) && isOf(other, plan.right());
        if (!isInOrder && !(isOf(one, plan.right()) && isOf(other, plan.left()))) {
            return false;
        }
        leftKeys.add(left.placed(isInOrder ? one : other));
        rightKeys.add(right.placed(isInOrder ? other : one));
        return true;
    }

    private boolean isOf(Expression expression, JoinPlan side) {
        var reads = cluster.reads(expression);
        return reads != 0 && (reads & ~side.set()) == 0;
    }

    private static int[] both(Made left, Made right) {
        var width = left.relation.schema().fields().size();
        var places = left.places.clone();
        for (var i = 0; i < places.length; i++) {
            if (right.places[i] >= 0) {
                places[i] = width + right.places[i];
            }
        }
        return places;
    }

    private Made lookedUp(JoinPlan plan, Made left, JoinNode node) {
        var width = left.relation.schema().fields().size();
        var pairs = left.places.clone();
        for (var i = 0; i < node.width(); i++) {
            pairs[node.start() + i] = width + i;
        }
        var condition =
                node.condition() == null ? null : Simplification.moved(node.condition(), column -> pairs[column]);
        var keys = node.leftKeys().stream().map(left::placed).toList();
        var join = new Relation.Join(node.kind(), left.relation, node.relation(), keys, node.rightKeys(), condition);
        var places = node.kind().showsRight() ? pairs : left.places.clone();
        if (node.kind() == Lookup.Kind.MARK) {
            places[node.end() - 1] = width;
        }
        var made = new Made(join, places);
        var asked = new ArrayList<Expression>();
        for (var equality : graph.shared(plan.left().set(), node.set())) {
            var right =
                    equality.columns().stream()
                            .filter(column -> cluster.node(column.column()).number() == node.number())
                            .findFirst();
            asked.add(
                    new Expression.Compare(
                            Comparison.EQUAL,
                            equality.columns().stream()
                                    .filter(column -> left.places[column.column()] >= 0)
                                    .findFirst()
                                    .orElseThrow(),
                            right.orElseThrow()));
        }
        graph.asked(plan.left().set(), node.set()).forEach(each -> asked.add(each.expression()));
        return filtered(made, asked);
    }
}
