/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnStatistics;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What connects the nodes of a cluster, and which part of the pairs of their rows that leaves.
///
/// Columns that conditions make equal to each other are one class: any two of it connect their relations, and one
/// equality for each class is asked where two sides are joined. Other conditions are asked where all that they read is
/// there.
final class JoinGraph {
    private final JoinCluster cluster;
    private final List<Estimate> estimates = new ArrayList<>();
    private final List<Equality> classes = new ArrayList<>();
    private final List<Condition> others = new ArrayList<>();

    /// For each node those that a class connects it with.
    private final long[] neighbours;

    /// Connections of more than two nodes, and of those that depend on others.
    private final List<Edge> edges = new ArrayList<>();

    /// Columns of different nodes that are equal.
    ///
    /// @param distinct for each node how many different values its column has
    record Equality(List<Expression.Input> columns, long set, List<Double> distinct) {}

    /// @param part of rows that it leaves
    record Condition(Expression expression, long reads, double part) {}

    private record Edge(long from, long to) {}

    private JoinGraph(JoinCluster cluster) {
        this.cluster = cluster;
        this.neighbours = new long[cluster.nodes().size()];
    }

    static JoinGraph of(JoinCluster cluster) {
        var graph = new JoinGraph(cluster);
        cluster.nodes().forEach(node -> graph.estimates.add(Estimates.of(node.relation())));
        graph.addConditions();
        cluster.nodes().stream()
                .filter(JoinNode::isDependent)
                .forEach(node -> graph.edges.add(new Edge(node.needs(), node.set())));
        graph.connectAll();
        return graph;
    }

    int size() {
        return neighbours.length;
    }

    // ---- Conditions

    private void addConditions() {
        var equal = new ArrayList<List<Expression.Input>>();
        var rest = new ArrayList<Expression>();
        for (var condition : cluster.conditions()) {
            if (!merge(equal, condition)) {
                rest.add(condition);
            }
        }
        for (var columns : equal) {
            var set = 0L;
            var distinct = new ArrayList<>(Collections.nCopies(size(), 0.0));
            for (var column : columns) {
                var node = cluster.node(column.column());
                set |= node.set();
                distinct.set(node.number(), distinct(column));
            }
            classes.add(new Equality(columns, set, distinct));
            for (var column : columns) {
                var node = cluster.node(column.column());
                neighbours[node.number()] |= set & ~node.set();
            }
        }
        var all = everything();
        for (var condition : rest) {
            others.add(new Condition(condition, cluster.reads(condition), Selectivity.part(all, condition)));
            addEdge(condition);
        }
    }

    /// Puts the two columns of an equality into one class; not if that would have two columns of one node, of which
    /// nobody would ask whether they are equal.
    private boolean merge(List<List<Expression.Input>> classes, Expression condition) {
        if (!(condition instanceof Expression.Compare(var comparison, Expression.Input left, Expression.Input right))
                || comparison != Comparison.EQUAL
                || !left.type().equals(right.type())) {
            return false;
        }
        var merged = new ArrayList<Expression.Input>();
        var from = new ArrayList<List<Expression.Input>>();
        for (var each : classes) {
            if (each.stream().anyMatch(column -> isSame(column, left) || isSame(column, right))) {
                from.add(each);
                merged.addAll(each);
            }
        }
        for (var column : List.of(left, right)) {
            if (merged.stream().noneMatch(each -> isSame(each, column))) {
                merged.add(column);
            }
        }
        var nodes = merged.stream().map(column -> cluster.node(column.column()).number()).distinct().count();
        if (nodes < merged.size()) {
            return false;
        }
        classes.removeAll(from);
        classes.add(merged);
        return true;
    }

    private static boolean isSame(Expression.Input one, Expression.Input other) {
        return one.column() == other.column();
    }

    private void addEdge(Expression condition) {
        if (condition instanceof Expression.Compare(var comparison, var left, var right)
                && comparison == Comparison.EQUAL) {
            var one = cluster.reads(left);
            var other = cluster.reads(right);
            if (one != 0 && other != 0 && (one & other) == 0) {
                edges.add(new Edge(one, other));
            }
        }
    }

    /// Parts that nothing connects are combined when each is whole.
    private void connectAll() {
        var parts = new ArrayList<Long>();
        var left = (1L << size()) - 1;
        while (left != 0) {
            var part = reachable(Long.lowestOneBit(left));
            parts.add(part);
            left &= ~part;
        }
        for (var i = 0; i < parts.size(); i++) {
            for (var j = i + 1; j < parts.size(); j++) {
                edges.add(new Edge(parts.get(i), parts.get(j)));
            }
        }
    }

    private long reachable(long from) {
        var set = from;
        var before = 0L;
        while (set != before) {
            before = set;
            for (var node : nodes(set)) {
                set |= neighbours[node];
            }
            for (var edge : edges) {
                var both = edge.from | edge.to;
                set |= (set & both) != 0 ? both : 0;
            }
        }
        return set;
    }

    private static int[] nodes(long set) {
        var nodes = new int[Long.bitCount(set)];
        var left = set;
        for (var i = 0; i < nodes.length; i++) {
            nodes[i] = Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        return nodes;
    }

    // ---- Connections

    /// Whether a condition connects two sets.
    boolean connects(long one, long other) {
        for (var left = one; left != 0; left &= left - 1) {
            if ((neighbours[Long.numberOfTrailingZeros(left)] & other) != 0) {
                return true;
            }
        }
        for (var edge : edges) {
            if ((isWithin(edge.from, one) && isWithin(edge.to, other))
                    || (isWithin(edge.from, other) && isWithin(edge.to, one))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(long part, long whole) {
        return (part & ~whole) == 0;
    }

    /// The nodes outside that something connects with a set; of several that a connection needs together the first.
    long neighbours(long set, long excluded) {
        var outside = ~(set | excluded);
        var found = 0L;
        for (var left = set; left != 0; left &= left - 1) {
            found |= neighbours[Long.numberOfTrailingZeros(left)];
        }
        found &= outside;
        for (var edge : edges) {
            if (isWithin(edge.from, set) && isWithin(edge.to, outside)) {
                found |= Long.lowestOneBit(edge.to);
            }
            if (isWithin(edge.to, set) && isWithin(edge.from, outside)) {
                found |= Long.lowestOneBit(edge.from);
            }
        }
        return found;
    }

    // ---- Plans

    JoinPlan leaf(int number) {
        return new JoinPlan(1L << number, null, null, estimates.get(number).rows(), 0);
    }

    /// The join of two plans; null if there is none with these sides.
    JoinPlan join(JoinPlan left, JoinPlan right) {
        if (dependent(left) != null) {
            return null;
        }
        var dependent = dependent(right);
        if (dependent == null) {
            var rows = Math.max(1, left.rows() * right.rows() * crossing(left.set(), right.set()));
            return JoinPlan.of(left, right, rows);
        }
        return isWithin(dependent.needs(), left.set())
                ? JoinPlan.of(
                        left, right, Math.max(1, left.rows() * part(dependent) * crossing(left.set(), right.set())))
                : null;
    }

    /// The node of a plan that is one which depends on others; null for other plans.
    private JoinNode dependent(JoinPlan plan) {
        if (plan.left() != null) {
            return null;
        }
        var node = cluster.nodes().get(Long.numberOfTrailingZeros(plan.set()));
        return node.isDependent() ? node : null;
    }

    /// The part of all pairs that the conditions between two sets leave.
    private double crossing(long one, long other) {
        var keys = new ArrayList<double[]>();
        var ones = 0L;
        var others = 0L;
        for (var each : classes) {
            if ((each.set & one) != 0 && (each.set & other) != 0) {
                var left = least(each, one);
                var right = least(each, other);
                ones |= 1L << left;
                others |= 1L << right;
                keys.add(new double[] {each.distinct.get(left), each.distinct.get(right)});
            }
        }
        var part = Selectivity.ofKeys(keys, base(ones), base(others));
        for (var condition : asked(one, other)) {
            part *= condition.part;
        }
        return part;
    }

    /// The node of a set in whose column of a class are the fewest values.
    private static int least(Equality equality, long set) {
        var least = -1;
        for (var node : nodes(equality.set & set)) {
            if (least < 0 || equality.distinct.get(node) < equality.distinct.get(least)) {
                least = node;
            }
        }
        return least;
    }

    /// The most rows that one table has, if keys are of one alone.
    private double base(long nodes) {
        return Long.bitCount(nodes) == 1
                ? estimates.get(Long.numberOfTrailingZeros(nodes)).base()
                : Double.POSITIVE_INFINITY;
    }

    /// The part of rows that stay, or how many come of each.
    private double part(JoinNode node) {
        var keys = new ArrayList<double[]>();
        var right = estimates.get(node.number());
        for (var i = 0; i < node.leftKeys().size(); i++) {
            keys.add(new double[] {distinct(node.leftKeys().get(i)), right.distinct(node.rightKeys().get(i))});
        }
        var hasCondition = node.condition() != null;
        return switch (node.kind()) {
            case SEMI -> Estimates.semiPart(keys, right, hasCondition);
            case ANTI, NULL_AWARE_ANTI -> Estimates.antiPart(keys, right, hasCondition);
            case LEFT -> Math.max(1, right.rows() * Selectivity.ofKeys(keys, Double.POSITIVE_INFINITY, right.base()));
            case SINGLE, MARK, INNER, FULL -> 1;
        };
    }

    private double distinct(Expression expression) {
        if (expression instanceof Expression.Input input) {
            var node = cluster.node(input.column());
            var estimate = estimates.get(node.number());
            var known = estimate.column(input.column() - node.start());
            return known.hasDistinct() ? Math.min(known.distinct(), Math.max(1, estimate.base())) : estimate.base();
        }
        var base = 1.0;
        for (var node : nodes(cluster.reads(expression))) {
            base = Math.max(base, estimates.get(node).base());
        }
        return base;
    }

    /// What is known of all columns of the cluster.
    private Estimate everything() {
        var columns = new ArrayList<ColumnStatistics>();
        for (var node : cluster.nodes()) {
            for (var i = 0; i <= node.width(); i++) {
                columns.add(estimates.get(node.number()).column(i));
            }
        }
        return new Estimate(1, 1, columns);
    }

    // ---- What is asked where

    List<Equality> classes() {
        return classes;
    }

    /// The classes of which two sets have columns.
    List<Equality> shared(long one, long other) {
        return classes.stream().filter(each -> (each.set & one) != 0 && (each.set & other) != 0).toList();
    }

    /// The other conditions that can be asked where two sets are joined, and not before.
    List<Condition> asked(long one, long other) {
        return others.stream()
                .filter(each -> isWithin(each.reads, one | other))
                .filter(each -> !isAskedIn(each, one) && !isAskedIn(each, other))
                .toList();
    }

    /// Those of a node by itself.
    List<Condition> asked(long node) {
        return others.stream().filter(each -> isAskedIn(each, node)).toList();
    }

    /// What one reads that depends on others is there only when it has been looked up for them.
    private boolean isAskedIn(Condition condition, long set) {
        return isWithin(condition.reads, set)
                && !(Long.bitCount(set) == 1
                        && cluster.nodes().get(Long.numberOfTrailingZeros(set)).kind() != Lookup.Kind.INNER);
    }
}
