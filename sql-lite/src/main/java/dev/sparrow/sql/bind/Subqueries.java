/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.sql.unnest.RelationExpressions;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Queries within expressions, as joins: no query runs once for each row of another one.
final class Subqueries {
    private final Binding binding;
    private final Scope scope;
    private final Grouped grouped;

    /// @param scope the columns of the query around
    /// @param grouped what that query is grouped by; null for nothing
    Subqueries(Binding binding, Scope scope, Grouped grouped) {
        this.binding = binding;
        this.scope = scope;
        this.grouped = grouped;
    }

    /// A query as a relation, whose columns around are those that the query around has where it stands.
    Relation relation(Query query) {
        var relation = new Binder(binding).query(query, scope);
        return grouped == null ? relation : RelationExpressions.rewritten(relation, each -> ofGroups(each, query));
    }

    private Expression ofGroups(Expression expression, Query query) {
        return Places.outerColumns(
                expression,
                column ->
                        grouped.key(column)
                                .orElseThrow(() ->
                                        binding.problem(
                                                ProblemCode.WRONG_GROUPING,
                                                query.at(),
                                                "The query reads '"
                                                        + column.name()
                                                        + "' of the query around, where it is neither grouped by nor"
                                                        + " aggregated. Add it to GROUP BY.")));
    }

    // ---- As values

    /// The value of a query that has one row at most.
    Expression scalar(Span at, Query query, Late late) {
        var relation = relation(query);
        requireColumns(at, relation, 1);
        var type = relation.schema().fields().getFirst().type();
        return late.add(new Late.Joined(relation, Lookup.Kind.SINGLE, List.of()), type);
    }

    /// The rows of a query as a list, in its order.
    Expression list(Span at, Query query, Late late) {
        var relation = relation(query);
        requireColumns(at, relation, 1);
        var order = new ArrayList<Aggregates.Order>();
        var rows = relation;
        var value = (Expression) Places.column(relation.schema(), 0);
        if (relation instanceof Relation.Project(Relation.Sort(var input, var keys), var columns, var _)) {
            rows = input;
            value = columns.getFirst();
            keys.forEach(key -> order.add(new Aggregates.Order(key.by(), key.ascending(), key.nullsFirst())));
        }
        var call = Aggregates.call("list", List.of(value), false, null, order);
        var listed = new Relation.Aggregate(rows, List.of(), List.of(call), List.of("list"));
        var list = late.add(new Late.Joined(listed, Lookup.Kind.SINGLE, List.of()), call.type());
        return Calls.call("coalesce", list, new Literal(List.of(), call.type()));
    }

    /// Whether a query has rows.
    Expression exists(Query query, Late late) {
        return mark(relation(query), List.of(), late);
    }

    private static Expression mark(Relation relation, List<Expression> conditions, Late late) {
        var mark = late.add(new Late.Joined(relation, Lookup.Kind.MARK, conditions), Plain.BOOLEAN);
        return Calls.call("coalesce", mark, Calls.literal(false));
    }

    /// Whether a comparison holds for a row of a query: missing if it does for none, and is unknown for one.
    Expression any(Span at, List<Expression> operands, Comparison comparison, Query query, Late late) {
        var relation = relation(query);
        requireColumns(at, relation, operands.size());
        var compared = binding.at(at, () -> compared(operands, comparison, relation));
        if (operands.size() == 1 && comparison == Comparison.EQUAL && !RelationExpressions.isCorrelated(relation)) {
            return late.add(new Late.Joined(relation, Lookup.Kind.MARK, List.of(compared)), Plain.BOOLEAN);
        }
        if (!compared.nullable()) {
            return mark(relation, List.of(compared), late);
        }
        var shared = new Relation.Shared(relation);
        var isTrue = mark(shared, compared.conjuncts(), late);
        var isUnknown = mark(shared, List.of(Calls.isNull(compared)), late);
        return Calls.cases(
                List.of(
                        new Branch(isTrue, Calls.literal(true)),
                        new Branch(isUnknown, new Literal(null, Plain.BOOLEAN))),
                Calls.literal(false));
    }

    private static Expression compared(List<Expression> operands, Comparison comparison, Relation relation) {
        var partners = new ArrayList<Expression>();
        for (var i = 0; i < operands.size(); i++) {
            partners.add(Places.partner(Places.column(relation.schema(), i)));
        }
        return RowValues.compare(comparison, operands, partners);
    }

    // ---- As conditions of rows

    /// The rows for which a query has rows, or has none.
    Relation whereExists(Relation rows, Query query, boolean negated) {
        return dev.sparrow.sql.unnest.Unnesting.join(
                negated ? Lookup.Kind.ANTI : Lookup.Kind.SEMI, rows, relation(query), List.of());
    }

    /// The rows for which values are among those of a query, or surely are not.
    Relation whereIn(Relation rows, Span at, List<Expression> operands, Query query, boolean negated) {
        var relation = relation(query);
        requireColumns(at, relation, operands.size());
        var compared = binding.at(at, () -> compared(operands, Comparison.EQUAL, relation));
        UnaryOperator<Relation> simple =
                each ->
                        dev.sparrow.sql.unnest.Unnesting.join(
                                negated ? Lookup.Kind.ANTI : Lookup.Kind.SEMI, rows, each, compared.conjuncts());
        if (!negated || !compared.nullable()) {
            return simple.apply(relation);
        }
        if (operands.size() == 1 && !RelationExpressions.isCorrelated(relation)) {
            return dev.sparrow.sql.unnest.Unnesting.join(
                    Lookup.Kind.NULL_AWARE_ANTI, rows, relation, List.of(compared));
        }
        var maybe = Calls.compare(Comparison.NOT_SAME, compared, Calls.literal(false));
        return dev.sparrow.sql.unnest.Unnesting.join(Lookup.Kind.ANTI, rows, relation, List.of(maybe));
    }

    private void requireColumns(Span at, Relation relation, int wanted) {
        var columns = relation.schema().fields().size();
        if (columns != wanted) {
            var column = wanted == 1 ? "one column" : "as many columns as the row, " + wanted;
            throw binding.problem(
                    ProblemCode.WRONG_TYPE, at, "A query in an expression has " + column + ", not " + columns + ".");
        }
    }
}
