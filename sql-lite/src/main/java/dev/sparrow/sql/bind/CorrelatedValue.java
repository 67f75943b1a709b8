/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;

/// The value of a query that reads columns of the query around: computed for all values of these at once, and joined by
/// them.
final class CorrelatedValue {
    private final Binding binding;

    CorrelatedValue(Binding binding) {
        this.binding = binding;
    }

    Subqueries.Inner of(Span at, Query.Select select, SelectBinder.Rows rows) {
        if (select.selection().items().size() != 1 || select.grouping().having().isPresent()) {
            throw binding.notYet(at, "This correlated subquery");
        }
        var item = select.selection().items().getFirst().value();
        return Aggregated.isIn(item) ? aggregated(at, item, rows) : plain(item, rows);
    }

    private Subqueries.Inner plain(dev.sparrow.sql.syntax.Expression item, SelectBinder.Rows rows) {
        var binder = new ExpressionBinder(binding, rows.scope(), null, null, Subqueries.noAliases());
        var value = binder.bind(item);
        var columns = new ArrayList<Expression>(List.of(value));
        var width = rows.relation().schema().fields().size();
        for (var i = 0; i < width; i++) {
            columns.add(Places.column(rows.relation().schema(), i));
        }
        var names = new ArrayList<String>(List.of("value"));
        names.addAll(rows.relation().schema().names());
        var relation = new Relation.Project(rows.relation(), columns, names);
        var conditions = rows.correlated().stream().map(CorrelatedValue::behindValue).toList();
        return new Subqueries.Inner(
                Lookup.Kind.SINGLE,
                relation,
                null,
                null,
                conditions,
                new Input(0, value.type(), true, "value"),
                joined -> joined);
    }

    private static Expression behindValue(Expression condition) {
        return condition.rewritten(part ->
                part instanceof Input(var column, var type, var nullable, var name) && !Places.hasOuter(part)
                        ? new Input(column + 1, type, nullable, name)
                        : part);
    }

    /// Grouped by what is compared with the columns around. A group that is not there has the value of no rows: a count
    /// is 0.
    private Subqueries.Inner aggregated(Span at, dev.sparrow.sql.syntax.Expression item, SelectBinder.Rows rows) {
        var keys = new ArrayList<Expression>();
        var outers = new ArrayList<Expression>();
        for (var condition : rows.correlated()) {
            if (!addKey(condition, keys, outers)) {
                throw binding.notYet(
                        at, "A subquery that compares columns of the query around in another way than by =");
            }
        }
        var grouped = new Grouped(keys);
        var value = new ExpressionBinder(binding, rows.scope(), grouped, null, Subqueries.noAliases()).bind(item);
        var names = new ArrayList<String>();
        for (var i = 0; i < keys.size() + grouped.calls().size(); i++) {
            names.add("c" + i);
        }
        var aggregate = new Relation.Aggregate(rows.relation(), keys, grouped.calls(), names);
        var columns = new ArrayList<Expression>(List.of(value));
        for (var i = 0; i < keys.size(); i++) {
            columns.add(Places.column(aggregate.schema(), i));
        }
        var columnNames = new ArrayList<String>(List.of("value"));
        columnNames.addAll(names.subList(0, keys.size()));
        var relation = new Relation.Project(aggregate, columns, columnNames);
        var conditions = new ArrayList<Expression>();
        for (var i = 0; i < keys.size(); i++) {
            conditions.add(Calls.compare(Comparison.EQUAL, outers.get(i), Places.column(relation.schema(), i + 1)));
        }
        var empty = Subqueries.ofNoRows(value, grouped);
        var hasEmpty = !(empty instanceof Expression.Literal(var missing, var _) && missing == null);
        if (hasEmpty && value.nullable()) {
            throw binding.notYet(at, "A correlated subquery whose value may be missing or not without rows");
        }
        return new Subqueries.Inner(
                Lookup.Kind.SINGLE,
                relation,
                null,
                null,
                conditions,
                new Input(0, value.type(), true, "value"),
                joined -> hasEmpty ? Calls.call("coalesce", joined, empty) : joined);
    }

    private static boolean addKey(Expression condition, List<Expression> keys, List<Expression> outers) {
        if (!(condition instanceof Expression.Compare(var comparison, var left, var right))
                || comparison != Comparison.EQUAL) {
            return false;
        }
        if (!Places.hasOuter(left) && !Places.hasOwn(right)) {
            keys.add(left);
            outers.add(right);
            return true;
        }
        if (!Places.hasOuter(right) && !Places.hasOwn(left)) {
            keys.add(right);
            outers.add(left);
            return true;
        }
        return false;
    }
}
