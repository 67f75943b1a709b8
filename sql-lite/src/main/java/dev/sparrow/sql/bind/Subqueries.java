/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Query;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Folding;
import dev.sparrow.table.plan.JoinKeys;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Queries within expressions, as joins: no query runs once for each row of another one.
final class Subqueries {
    private final Binding binding;
    private final Scope outer;

    /// @param outer the columns of the query around
    Subqueries(Binding binding, Scope outer) {
        this.binding = binding;
        this.outer = outer;
    }

    /// A query to be joined.
    ///
    /// @param operand what has to be equal to `compared`, over the rows around; null for nothing
    /// @param compared over the rows of the query
    /// @param conditions over the rows of both: columns of the query around are those of [Places#outer]
    /// @param column like the one that the join adds
    /// @param finish makes the value of that column
    record Inner(
            Lookup.Kind kind,
            Relation relation,
            Expression operand,
            Expression compared,
            List<Expression> conditions,
            Expression column,
            UnaryOperator<Expression> finish) {

        boolean isCorrelated() {
            return !conditions.isEmpty();
        }

        Expression result(Expression joined) {
            return finish.apply(joined);
        }

        /// The rows of a relation with it.
        ///
        /// @param late the columns that are known by now, for what `operand` reads
        Relation join(Relation rows, Lookup.Kind asKind, List<Expression> late) {
            var width = rows.schema().fields().size();
            var all = new ArrayList<Expression>();
            if (operand != null) {
                var moved = Places.moved(compared, column -> column + width);
                all.add(Calls.compare(Comparison.EQUAL, Places.resolved(operand, late), moved));
            }
            conditions.forEach(condition -> all.add(Places.besideOuter(condition, width)));
            return JoinKeys.join(asKind, rows, relation, all.isEmpty() ? null : Calls.and(all));
        }
    }

    /// Whether a query has rows.
    Inner exists(Query query) {
        var bound = query instanceof Query.Select select && isPlain(select) ? binder(select).fromWhere() : whole(query);
        return new Inner(
                Lookup.Kind.MARK, bound.relation(), null, null, bound.correlated(), mark(), UnaryOperator.identity());
    }

    /// Whether a value is among those of a query.
    Inner in(Span at, Expression operand, Query query) {
        SelectBinder.Rows rows;
        Expression value;
        if (query instanceof Query.Select select && isPlain(select) && select.selection().items().size() == 1) {
            var binder = binder(select);
            rows = binder.fromWhere();
            value = binder.rowExpressions(rows).bind(select.selection().items().getFirst().value());
        } else {
            rows = whole(query);
            requireOneColumn(at, rows.relation());
            value = Places.column(rows.relation().schema(), 0);
        }
        return new Inner(
                Lookup.Kind.MARK, rows.relation(), operand, value, rows.correlated(), mark(), UnaryOperator.identity());
    }

    /// The value of a query that has one row at most.
    Inner scalar(Span at, Query query) {
        if (query instanceof Query.Select select && select.grouping().groupBy().isEmpty()) {
            var binder = binder(select);
            var rows = binder.fromWhere();
            return rows.correlated().isEmpty()
                    ? single(at, binder.query(Optional.empty(), Optional.empty()))
                    : new CorrelatedValue(binding).of(at, select, rows);
        }
        return single(at, whole(query).relation());
    }

    private Inner single(Span at, Relation relation) {
        requireOneColumn(at, relation);
        var column = Places.column(relation.schema(), 0);
        var value = new Input(0, column.type(), true, column.name());
        return new Inner(Lookup.Kind.SINGLE, relation, null, null, List.of(), value, UnaryOperator.identity());
    }

    private void requireOneColumn(Span at, Relation relation) {
        var columns = relation.schema().fields().size();
        if (columns != 1) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE, at, "A query in an expression has one column, not " + columns + ".");
        }
    }

    private static Expression mark() {
        return new Input(0, Plain.BOOLEAN, true, "mark");
    }

    private SelectBinder binder(Query.Select select) {
        return new SelectBinder(binding, select, outer);
    }

    private SelectBinder.Rows whole(Query query) {
        var relation = new Binder(binding).query(query, outer);
        return new SelectBinder.Rows(relation, new Scope(List.of(), outer), List.of());
    }

    /// Whether only its rows matter, and not what is made of them.
    private static boolean isPlain(Query.Select select) {
        return select.grouping().groupBy().isEmpty()
                && select.grouping().having().isEmpty()
                && select.windows().qualify().isEmpty()
                && select.sample().isEmpty()
                && !(select.selection().distinct() instanceof Query.DistinctOn)
                && select.selection().items().stream().noneMatch(item -> Aggregated.isIn(item.value()));
    }

    /// What an expression of aggregates is of no rows at all.
    static Expression ofNoRows(Expression value, Grouped grouped) {
        return value.rewritten(part -> {
            if (!(part instanceof Input input)) {
                return Folding.fold(part);
            }
            var call = grouped.calls().get(input.column() - grouped.keys().size());
            return call.nullable() ? new Expression.Literal(null, call.type()) : Calls.literal(0L, call.type());
        });
    }

    static Map<String, dev.sparrow.sql.syntax.Expression> noAliases() {
        return Map.of();
    }
}
