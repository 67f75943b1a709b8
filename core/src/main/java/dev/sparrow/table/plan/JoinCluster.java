/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;

/// Joins that can be made in any order, taken apart: the relations, and the conditions of their rows.
///
/// All of a tree of joins is one cluster, with the filters in it and projections that only name columns. Rows of the
/// left side of a semi, anti, left or other join of one table stay one row each or are dropped, whether this is done
/// before other joins or after them: its right side is a node that depends on others. A full join is not taken apart.
///
/// @param columns those of the whole, by the places of the cluster
record JoinCluster(List<JoinNode> nodes, List<Expression> conditions, List<Expression> columns) {
    /// Sets of nodes are the bits of a long.
    private static final int NODES_MAX = 60;

    /// Whether there are joins to put in order.
    static boolean isThere(Relation relation) {
        return switch (relation) {
            case Relation.Join join -> join.kind() != Lookup.Kind.FULL;
            case Relation.Filter(var input, _) -> isThere(input);
            case Relation.Project(var input, var columns, _) ->
                    columns.stream().allMatch(Expression.Input.class::isInstance) && isThere(input);
            case Relation.Dataset _,
                    Relation.Aggregate _,
                    Relation.Sort _,
                    Relation.Limit _,
                    Relation.Union _,
                    Relation.Unnest _,
                    Relation.Windows _,
                    Relation.Sample _,
                    Relation.Shared _ ->
                    false;
        };
    }

    static JoinCluster of(Relation relation) {
        var parts = new Parts();
        var columns = parts.add(relation);
        return new JoinCluster(List.copyOf(parts.nodes), List.copyOf(parts.conditions), columns);
    }

    /// The same of other relations.
    JoinCluster with(List<JoinNode> others) {
        return new JoinCluster(List.copyOf(others), conditions, columns);
    }

    /// The nodes whose columns an expression reads.
    long reads(Expression expression) {
        return reads(nodes, expression);
    }

    private static long reads(List<JoinNode> nodes, Expression expression) {
        if (expression instanceof Expression.Input input) {
            return node(nodes, input.column()).set();
        }
        return expression.children().stream().mapToLong(child -> reads(nodes, child)).reduce(0, (a, b) -> a | b);
    }

    JoinNode node(int column) {
        return node(nodes, column);
    }

    private static JoinNode node(List<JoinNode> nodes, int column) {
        for (var node : nodes) {
            if (column < node.end()) {
                return node;
            }
        }
        throw new IllegalArgumentException("no relation has column " + column + " of " + nodes);
    }

    private static final class Parts {
        private final List<JoinNode> nodes = new ArrayList<>();
        private final List<Expression> conditions = new ArrayList<>();

        /// Returns the columns of the relation by the places of the cluster.
        List<Expression> add(Relation relation) {
            if (!isThere(relation) || nodes.size() >= NODES_MAX) {
                return leaf(relation);
            }
            return switch (relation) {
                case Relation.Filter(var input, var condition) -> {
                    var columns = add(input);
                    condition.conjuncts().forEach(each -> conditions.add(Simplification.substituted(each, columns)));
                    yield columns;
                }
                case Relation.Project(var input, var columns, _) -> {
                    var below = add(input);
                    yield columns.stream().map(column -> Simplification.substituted(column, below)).toList();
                }
                case Relation.Join join when join.kind() == Lookup.Kind.INNER -> inner(join);
                case Relation.Join join -> dependent(join);
                case Relation _ -> leaf(relation);
            };
        }

        private int end() {
            return nodes.isEmpty() ? 0 : nodes.getLast().end();
        }

        private List<Expression> leaf(Relation relation) {
            var node = new JoinNode(nodes.size(), relation, end(), Lookup.Kind.INNER, List.of(), List.of(), null, 0);
            nodes.add(node);
            return columns(node);
        }

        private static List<Expression> columns(JoinNode node) {
            var columns = new ArrayList<Expression>();
            for (var field : node.relation().schema().fields()) {
                columns.add(
                        new Expression.Input(
                                node.start() + columns.size(), field.type(), field.nullable(), field.name()));
            }
            return columns;
        }

        private List<Expression> inner(Relation.Join join) {
            var left = add(join.left());
            var right = add(join.right());
            for (var i = 0; i < join.leftKeys().size(); i++) {
                conditions.add(
                        new Expression.Compare(
                                Comparison.EQUAL,
                                Simplification.substituted(join.leftKeys().get(i), left),
                                Simplification.substituted(join.rightKeys().get(i), right)));
            }
            var both = new ArrayList<>(left);
            both.addAll(right);
            if (join.condition() != null) {
                join.condition().conjuncts().forEach(each -> conditions.add(Simplification.substituted(each, both)));
            }
            return both;
        }

        private List<Expression> dependent(Relation.Join join) {
            var left = add(join.left());
            var keys = join.leftKeys().stream().map(key -> Simplification.substituted(key, left)).toList();
            var shown = new ArrayList<>(left);
            var all = new ArrayList<>(left);
            var start = end();
            for (var field : join.right().schema().fields()) {
                all.add(
                        new Expression.Input(
                                start + all.size() - left.size(), field.type(), field.nullable(), field.name()));
            }
            var condition = join.condition() == null ? null : Simplification.substituted(join.condition(), all);
            var needs = new ArrayList<>(keys);
            if (condition != null) {
                needs.add(condition);
            }
            var read = needs.stream().mapToLong(each -> readsBefore(each, start)).reduce(0, (a, b) -> a | b);
            // One that reads nothing of the rows keeps or drops all of them: it needs some, whichever.
            var node =
                    new JoinNode(
                            nodes.size(),
                            join.right(),
                            start,
                            join.kind(),
                            keys,
                            join.rightKeys(),
                            condition,
                            read == 0 ? 1 : read);
            nodes.add(node);
            var fields = join.schema().fields();
            for (var i = left.size(); i < fields.size(); i++) {
                var field = fields.get(i);
                var place = join.kind() == Lookup.Kind.MARK ? node.end() - 1 : start + i - left.size();
                shown.add(new Expression.Input(place, field.type(), field.nullable(), field.name()));
            }
            return shown;
        }

        private long readsBefore(Expression expression, int start) {
            if (expression instanceof Expression.Input input) {
                return input.column() < start ? node(nodes, input.column()).set() : 0;
            }
            return expression.children().stream()
                    .mapToLong(child -> readsBefore(child, start))
                    .reduce(0, (a, b) -> a | b);
        }
    }
}
