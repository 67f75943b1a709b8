/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Match;
import dev.sparrow.sql.syntax.Expression.Star;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.FunctionTable;

import java.util.ArrayList;
import java.util.List;

/// Calls of functions, aggregates and window functions.
final class FunctionBinder {
    private final Binding binding;
    private final ExpressionBinder expressions;

    FunctionBinder(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    Expression call(Call call) {
        var name = call.function().key();
        if (call.over().isPresent()) {
            throw binding.notYet(call.at(), "A window function");
        }
        if (Aggregates.isAggregate(name)) {
            return aggregate(call);
        }
        var arguments = call.arguments();
        if (!FunctionTable.isFunction(name)) {
            var names = new ArrayList<>(FunctionTable.names());
            names.addAll(Aggregates.all().keySet());
            throw binding.problem(
                    ProblemCode.UNKNOWN_FUNCTION,
                    call.function().at(),
                    "There is no function '" + call.function().text() + "'.",
                    Binding.meant(name, names));
        }
        var values = new ArrayList<Expression>();
        for (var argument : arguments) {
            if (argument.name().isPresent()) {
                throw binding.notYet(argument.at(), "An argument with a name");
            }
            values.add(expressions.bind(argument.value()));
        }
        return Calls.call(name, values);
    }

    private Expression aggregate(Call call) {
        var grouped = expressions.grouped();
        if (grouped == null) {
            throw binding.problem(
                    ProblemCode.WRONG_GROUPING,
                    call.at(),
                    call.function().text()
                            + " is an aggregate of many rows, and here is one. Aggregates stand in SELECT,"
                            + " HAVING and ORDER BY.");
        }
        return grouped.add(aggregateCall(call, expressions.ofRows()));
    }

    private AggregateCall aggregateCall(Call call, ExpressionBinder rows) {
        var arguments = new ArrayList<Expression>();
        for (Argument argument : call.arguments()) {
            if (!(argument.value() instanceof Star)) {
                arguments.add(rows.bind(argument.value()));
            }
        }
        var aggregation = call.aggregation();
        var within = aggregation.withinGroup();
        var order = new ArrayList<Aggregates.Order>();
        aggregation.orderBy().ifPresent(by -> order.addAll(order(by, rows)));
        if (within.isPresent()) {
            // quantile_cont(0.5) within group (order by x) is quantile_cont(x, 0.5)
            arguments.addFirst(order(within.get(), rows).getFirst().by());
        }
        var filter = aggregation.filter().map(rows::bind).orElse(null);
        return Aggregates.call(call.function().key(), arguments, aggregation.distinct(), filter, order);
    }

    private List<Aggregates.Order> order(OrderBy orderBy, ExpressionBinder rows) {
        return switch (orderBy) {
            case OrderBy.Keys(var _, var keys) ->
                    keys.stream()
                            .map(key ->
                                    new Aggregates.Order(
                                            rows.bind(key.value()), Orders.isAscending(key), Orders.isNullsFirst(key)))
                            .toList();
            case OrderBy.AllColumns(var at, var _, var _) ->
                    throw binding.notYet(at, "ORDER BY ALL within an aggregate");
        };
    }

    Expression match(Match match) {
        var text = expressions.bind(match.operand());
        var pattern = expressions.bind(match.pattern().text());
        var escape = match.pattern().escape().map(expressions::bind).orElse(null);
        var matched =
                switch (match.matching()) {
                    case LIKE -> Calls.like(text, pattern, escape, false);
                    case ILIKE -> Calls.like(text, pattern, escape, true);
                    case SIMILAR -> Calls.call("regexp_full_match", text, pattern);
                    case REGEX -> Calls.call("regexp_matches", text, pattern);
                    case REGEX_IGNORING_CASE -> Calls.call("regexp_matches", text, pattern, Calls.literal("i"));
                    case GLOB -> throw binding.notYet(match.at(), "GLOB");
                };
        return ExpressionBinder.negated(matched, match.negated());
    }
}
