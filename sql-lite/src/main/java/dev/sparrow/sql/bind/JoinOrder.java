/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.plan.Estimates;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins relations that stand beside each other, so that as few as possible are combined without a condition: the
/// largest first, whose rows are only looked at, then always the one that a condition connects with those before and of
/// which the smallest part is left, so that rows are lost early; the smallest of equals.
final class JoinOrder {
    private final List<Relation> relations;
    private final List<Expression> conditions;

    /// Where the columns of each relation begin, and where those of the last one end.
    private final int[] starts;

    /// @param conditions over the columns of all relations in the given order
    private JoinOrder(List<Relation> relations, List<Expression> conditions) {
        this.relations = relations;
        this.conditions = conditions;
        this.starts = new int[relations.size() + 1];
        for (var i = 0; i < relations.size(); i++) {
            starts[i + 1] = starts[i] + relations.get(i).schema().fields().size();
        }
    }

    /// The rows for which the conditions are true, with the columns in the given order.
    static Relation join(List<Relation> relations, List<Expression> conditions) {
        return relations.size() == 1
                ? filtered(relations.getFirst(), conditions)
                : new JoinOrder(relations, conditions).joined();
    }

    static Relation filtered(Relation relation, List<Expression> conditions) {
        return conditions.isEmpty()
                ? relation
                : new Relation.Filter(relation, dev.sparrow.table.expression.Calls.and(conditions));
    }

    private Relation joined() {
        var order = order();
        var places = new int[starts[relations.size()]];
        var width = 0;
        Relation rows = null;
        for (var next : order) {
            var relation = relations.get(next);
            for (var i = starts[next]; i < starts[next + 1]; i++) {
                places[i] = width++;
            }
            rows =
                    rows == null
                            ? relation
                            : new Relation.Join(Lookup.Kind.INNER, rows, relation, List.of(), List.of(), null);
        }
        var moved = conditions.stream().map(each -> Places.moved(each, column -> places[column])).toList();
        var filtered = filtered(rows, moved);
        var columns = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        for (var place : places) {
            columns.add(Places.column(filtered.schema(), place));
            names.add(filtered.schema().fields().get(place).name());
        }
        return new Relation.Project(filtered, columns, names);
    }

    private List<Integer> order() {
        var order = new ArrayList<Integer>();
        var rest = new ArrayList<Integer>();
        for (var i = 0; i < relations.size(); i++) {
            rest.add(i);
        }
        take(order, rest, best(rest, Comparator.comparingDouble(each -> -rows(each))));
        var early =
                Comparator.<Integer>comparingDouble(each -> rows(each) / largest(each)).thenComparingDouble(this::rows);
        while (!rest.isEmpty()) {
            var connected = rest.stream().filter(each -> isConnected(each, order)).toList();
            take(order, rest, best(connected.isEmpty() ? rest : connected, early));
        }
        return order;
    }

    private static void take(List<Integer> order, List<Integer> rest, int next) {
        order.add(next);
        rest.remove(Integer.valueOf(next));
    }

    /// The first of those that come first.
    private static int best(List<Integer> candidates, Comparator<Integer> order) {
        return candidates.stream().min(order).orElseThrow();
    }

    /// About how many rows conditions of its own leave.
    private double rows(int relation) {
        return Estimates.rows(relations.get(relation))
                * conditions.stream()
                        .filter(condition -> isOf(condition, List.of(relation)))
                        .mapToDouble(Estimates::part)
                        .reduce(1, (one, other) -> one * other);
    }

    /// Its rows without any conditions.
    private double largest(int relation) {
        return Estimates.rows(relations.get(relation)) / Estimates.partLeft(relations.get(relation));
    }

    private boolean isConnected(int relation, List<Integer> with) {
        return conditions.stream().anyMatch(condition -> connects(condition, relation, with));
    }

    private boolean connects(Expression condition, int relation, List<Integer> with) {
        return condition instanceof Expression.Compare(var comparison, var left, var right)
                && comparison == Comparison.EQUAL
                && ((isOf(left, List.of(relation)) && isOf(right, with))
                        || (isOf(right, List.of(relation)) && isOf(left, with)));
    }

    /// Whether it reads columns, and these relations' alone.
    private boolean isOf(Expression expression, List<Integer> owners) {
        if (expression instanceof Expression.Input input) {
            return owners.stream()
                    .anyMatch(each -> input.column() >= starts[each] && input.column() < starts[each + 1]);
        }
        var reading = expression.children().stream().filter(Places::hasOwn).toList();
        return !reading.isEmpty() && reading.stream().allMatch(child -> isOf(child, owners));
    }
}
