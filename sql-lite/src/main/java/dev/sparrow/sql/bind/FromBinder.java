/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.sql.unnest.Unnesting;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rows that a `select` begins with: those of its sources for which its conditions are true.
final class FromBinder {
    private final Binding binding;
    private final Query.Select select;
    private final Scope outer;
    private final Map<String, dev.sparrow.sql.syntax.Expression> aliases;

    /// @param outer the columns of the query around; null for none
    FromBinder(
            Binding binding, Query.Select select, Scope outer, Map<String, dev.sparrow.sql.syntax.Expression> aliases) {
        this.binding = binding;
        this.select = select;
        this.outer = outer;
        this.aliases = aliases;
    }

    /// Rows, and what names mean of them.
    record Rows(Relation relation, Scope scope) {}

    Rows bind() {
        var relations = new ArrayList<Relation>();
        var entries = new ArrayList<Scope.Entry>();
        var width = 0;
        for (var source : select.from()) {
            var isFirst = relations.isEmpty();
            var siblings = isFirst ? outer : new Scope(entries, outer);
            var bound = new SourceBinder(binding, siblings).bind(source);
            var start = width;
            bound.entries().forEach(entry -> entries.add(entry.moved(start)));
            width += bound.relation().schema().fields().size();
            if (isFirst) {
                relations.add(bound.relation());
            } else if (addBeside(relations, bound.relation())) {
                refresh(entries, relations.getFirst());
            }
        }
        if (relations.isEmpty()) {
            relations.add(binding.catalog().oneRow());
        }
        var scope = new Scope(entries, outer);
        return new Rows(where(relations, scope), scope);
    }

    /// With what is known of the columns behind a join.
    private static void refresh(List<Scope.Entry> entries, Relation relation) {
        entries.replaceAll(entry ->
                new Scope.Entry(
                        entry.table(),
                        entry.name(),
                        Places.column(relation.schema(), entry.column().column()),
                        entry.hidden()));
    }

    /// One that reads columns of those before it is joined with all of these.
    ///
    /// @return whether it does
    private static boolean addBeside(List<Relation> relations, Relation next) {
        if (RelationExpressions.isCorrelatedDirectly(next)) {
            var left = Conditions.joined(relations, List.of());
            relations.clear();
            relations.add(Unnesting.join(Lookup.Kind.INNER, left, next, List.of()));
            return true;
        }
        relations.add(Unnesting.lowered(next));
        return false;
    }

    /// Conditions without subqueries first, since they join the sources.
    private Relation where(List<Relation> relations, Scope scope) {
        var simple = new ArrayList<Expression>();
        var correlated = new ArrayList<Expression>();
        var withSubqueries = new ArrayList<dev.sparrow.sql.syntax.Expression>();
        for (var part : select.where().map(FromBinder::conjuncts).orElse(List.of())) {
            if (isWithQuery(part)) {
                withSubqueries.add(part);
            } else {
                var bound = Calls.bool(binder(scope, null).bind(part), "WHERE");
                bound.conjuncts().forEach(each -> (Places.hasOuter(each) ? correlated : simple).add(each));
            }
        }
        var relation = joined(relations, simple);
        for (var part : withSubqueries) {
            relation = filtered(relation, scope, part);
        }
        return Conditions.filtered(relation, correlated);
    }

    /// A sample is one of the sources, before any condition.
    private Relation joined(List<Relation> relations, List<Expression> conditions) {
        if (select.sample().isEmpty()) {
            return Conditions.joined(relations, conditions);
        }
        var all = Conditions.joined(relations, List.of());
        return Conditions.filtered(Samples.of(binding, all, select.sample().get()), conditions);
    }

    /// Also by an alias of what is selected.
    private boolean isWithQuery(dev.sparrow.sql.syntax.Expression condition) {
        return Parts.any(
                condition,
                part ->
                        Aggregated.hasQuery(part)
                                || (part instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var name)
                                        && name.parts().size() == 1
                                        && aliases.containsKey(name.last().key())
                                        && Aggregated.hasQuery(aliases.get(name.last().key()))));
    }

    private static List<dev.sparrow.sql.syntax.Expression> conjuncts(dev.sparrow.sql.syntax.Expression condition) {
        return condition instanceof dev.sparrow.sql.syntax.Expression.Logical(var _, var connective, var conditions)
                        && connective == dev.sparrow.sql.syntax.Expression.Connective.AND
                ? conditions.stream().flatMap(part -> conjuncts(part).stream()).toList()
                : List.of(condition);
    }

    /// A condition that is a query itself keeps rows by a join; others read the value of one.
    private Relation filtered(Relation rows, Scope scope, dev.sparrow.sql.syntax.Expression condition) {
        var negated = condition instanceof dev.sparrow.sql.syntax.Expression.Not;
        var part = condition instanceof dev.sparrow.sql.syntax.Expression.Not(var _, var inner) ? inner : condition;
        var subqueries = new Subqueries(binding, scope, null);
        if (part instanceof dev.sparrow.sql.syntax.Expression.Exists(var _, var query)) {
            return subqueries.whereExists(rows, query, negated);
        }
        if (part
                        instanceof
                        dev.sparrow.sql.syntax.Expression.In(
                                var at,
                                var operand,
                                dev.sparrow.sql.syntax.Expression.Subquery(var _, var query),
                                var isNot)
                && !isWithQuery(operand)) {
            var operands = RowValues.of(binder(scope, null).bind(operand));
            return subqueries.whereIn(rows, at, operands, query, negated != isNot);
        }
        var late = Late.ofCondition();
        var bound = Calls.bool(binder(scope, late).bind(condition), "WHERE");
        var attached = Attached.to(rows, late);
        attached.filter(bound);
        return attached.relation();
    }

    private ExpressionBinder binder(Scope scope, Late late) {
        return new ExpressionBinder(binding, scope, null, late, aliases);
    }
}
