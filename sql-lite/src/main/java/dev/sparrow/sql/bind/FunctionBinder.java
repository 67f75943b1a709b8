/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Lambda;
import dev.sparrow.sql.syntax.Expression.Match;
import dev.sparrow.sql.syntax.Expression.Star;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.FunctionTable;
import dev.sparrow.table.expression.Lambdas;
import dev.sparrow.table.expression.Nested;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
            return new WindowBinder(binding, expressions, this).bind(call, call.over().get());
        }
        var own = binding.catalog().function(name);
        if (own.isPresent() && own.get() instanceof UserFunction.Scalar scalar) {
            return UserCalls.scalar(binding, call, scalar, expressions);
        }
        if (own.isPresent() || Aggregates.isAggregate(name)) {
            return aggregate(call);
        }
        return special(call, name).orElseGet(() -> ordinary(call, name));
    }

    private Expression ordinary(Call call, String name) {
        if (!FunctionTable.isFunction(name)) {
            var names = new ArrayList<>(FunctionTable.names());
            names.addAll(Aggregates.all().keySet());
            names.addAll(binding.catalog().functions());
            throw binding.problem(
                    ProblemCode.UNKNOWN_FUNCTION,
                    call.function().at(),
                    "There is no function '" + call.function().text() + "'.",
                    Binding.meant(name, names));
        }
        call.arguments().stream()
                .filter(argument -> argument.name().isPresent())
                .findFirst()
                .ifPresent(named -> {
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED,
                            named.at(),
                            "The arguments of "
                                    + call.function().text()
                                    + " have no names: write them in their order.");
                });
        return Calls.call(name, values(call));
    }

    private List<Expression> values(Call call) {
        return call.arguments().stream().map(argument -> expressions.bind(argument.value())).toList();
    }

    // ---- Functions that need more than the types of their arguments

    private Optional<Expression> special(Call call, String name) {
        return switch (name) {
            case "date_part", "datepart" -> epoch(call);
            case "grouping", "grouping_id" -> Optional.of(grouping(call));
            case "unnest" -> Optional.of(unnest(call));
            case "struct_pack" -> Optional.of(struct(call));
            case "row" -> Optional.of(Nested.row(values(call)));
            case "struct_extract" -> Optional.of(field(call));
            case "list_transform", "list_apply", "array_transform", "array_apply", "apply" ->
                    Optional.of(over(call, Lambdas.Kind.TRANSFORM));
            case "list_filter", "array_filter", "filter" -> Optional.of(over(call, Lambdas.Kind.FILTER));
            case "list_reduce", "array_reduce", "reduce" -> Optional.of(reduce(call));
            case "list_aggregate", "list_aggr", "array_aggregate", "array_aggr", "aggregate" ->
                    Optional.of(ListAggregates.call(binding, call, values(call)));
            case "list_zip", "array_zip" -> Optional.of(Nested.zip(values(call)));
            case "map_from_entries" -> Optional.of(Nested.mapOfEntries(only(call)));
            case "map" -> Optional.of(map(call));
            case "map_keys", "map_values", "cardinality", "map_extract", "element_at", "map_contains" ->
                    ofMap(call, name);
            default -> Optional.empty();
        };
    }

    private Expression only(Call call) {
        require(call, 1, 1);
        return expressions.bind(call.arguments().getFirst().value());
    }

    private void require(Call call, int min, int max) {
        var given = call.arguments().size();
        if (given < min || given > max) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    call.at(),
                    call.function().text()
                            + " takes "
                            + (min == max ? String.valueOf(min) : min + " to " + max)
                            + " arguments, not "
                            + given
                            + ".");
        }
    }

    /// The seconds since 1970, or of an interval, have a fraction.
    private Optional<Expression> epoch(Call call) {
        var isEpoch =
                call.arguments().size() == 2
                        && call.arguments().getFirst().value()
                                instanceof
                                dev.sparrow.sql.syntax.Expression.Constant(
                                        var _,
                                        dev.sparrow.sql.syntax.Literal.Text(var part))
                        && part.equalsIgnoreCase("epoch");
        return isEpoch
                ? Optional.of(Calls.call("epoch", expressions.bind(call.arguments().getLast().value())))
                : Optional.empty();
    }

    private Expression grouping(Call call) {
        var grouped = expressions.grouped();
        if (grouped == null) {
            throw binding.problem(ProblemCode.WRONG_GROUPING, call.at(), "GROUPING stands in a query with GROUP BY.");
        }
        var rows = expressions.ofRows();
        var places = new ArrayList<Integer>();
        for (var argument : call.arguments()) {
            var place = grouped.keys().indexOf(rows.bind(argument.value()));
            if (place < 0) {
                throw binding.problem(
                        ProblemCode.WRONG_GROUPING,
                        argument.at(),
                        "GROUPING asks of what is grouped by, and this is not. Add it to GROUP BY.");
            }
            places.add(place);
        }
        return grouped.grouping(places);
    }

    private Expression unnest(Call call) {
        var late = expressions.late();
        if (late == null || !late.isOfSelection()) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    call.at(),
                    "UNNEST makes rows: it stands in SELECT or FROM. Write FROM t, unnest(t.elements) AS u(element).");
        }
        var list = only(call);
        if (!(list.type() instanceof ColumnType.ListOf) && list.type() != ColumnType.Plain.NULL) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE, call.at(), "UNNEST takes a list, and this is " + list.type() + ".");
        }
        return late.add(new Late.Elements(list));
    }

    private Expression struct(Call call) {
        var names = new ArrayList<String>();
        for (var argument : call.arguments()) {
            names.add(
                    argument.name()
                            .map(dev.sparrow.sql.syntax.Name::text)
                            .orElseThrow(() ->
                                    binding.problem(
                                            ProblemCode.WRONG_TYPE,
                                            argument.at(),
                                            "The fields of a struct have names: write name := value.")));
        }
        return Nested.struct(names, values(call));
    }

    private Expression field(Call call) {
        require(call, 2, 2);
        var values = values(call);
        return switch (values.getLast()) {
            case Expression.Literal(dev.sparrow.column.Utf8 name, var _) ->
                    new CollectionBinder(binding, expressions)
                            .field(
                                    values.getFirst(),
                                    new dev.sparrow.sql.syntax.Name(call.arguments().getLast().at(), name.toString()));
            case Expression.Literal(Number place, var _)
                    when values.getFirst().type() instanceof StructOf(var schema)
                            && place.intValue() >= 1
                            && place.intValue() <= schema.fields().size() ->
                    Nested.field(values.getFirst(), place.intValue() - 1);
            case Expression _ ->
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE,
                            call.at(),
                            "struct_extract takes a struct, and the name of one of its fields as a text.");
        };
    }

    private Lambda lambda(Call call) {
        if (call.arguments().size() > 1 && call.arguments().get(1).value() instanceof Lambda lambda) {
            return lambda;
        }
        throw binding.problem(
                ProblemCode.WRONG_TYPE,
                call.at(),
                call.function().text() + " takes a list and a lambda, such as lambda x: x + 1.");
    }

    private Expression over(Call call, Lambdas.Kind kind) {
        require(call, 2, 2);
        var list = expressions.bind(call.arguments().getFirst().value());
        return new CollectionBinder(binding, expressions).over(kind, list, lambda(call));
    }

    private Expression reduce(Call call) {
        require(call, 2, 3);
        var list = expressions.bind(call.arguments().getFirst().value());
        var start = call.arguments().size() > 2 ? expressions.bind(call.arguments().getLast().value()) : null;
        return new CollectionBinder(binding, expressions).reduce(list, lambda(call), start);
    }

    private Expression map(Call call) {
        require(call, 2, 2);
        var values = values(call);
        return Nested.map(values.getFirst(), values.getLast());
    }

    private Optional<Expression> ofMap(Call call, String name) {
        require(call, 1, 2);
        var values = values(call);
        if (!(values.getFirst().type() instanceof MapOf)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (name) {
                    case "map_keys" -> Nested.keys(values.getFirst());
                    case "map_values" -> Nested.values(values.getFirst());
                    case "cardinality" -> Nested.size(values.getFirst());
                    case "map_contains" -> Nested.hasKey(values.getFirst(), values.getLast());
                    default -> Calls.call("list_value", Nested.element(values.getFirst(), values.getLast()));
                });
    }

    // ---- Aggregates

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

    AggregateCall aggregateCall(Call call, ExpressionBinder rows) {
        var arguments = new ArrayList<Expression>();
        for (Argument argument : call.arguments()) {
            if (!(argument.value() instanceof Star)) {
                arguments.add(rows.bind(argument.value()));
            }
        }
        var aggregation = call.aggregation();
        var order = new ArrayList<Aggregates.Order>();
        aggregation.orderBy().ifPresent(by -> order.addAll(order(by, rows)));
        var within = aggregation.withinGroup().map(by -> order(by, rows).getFirst());
        // quantile_cont(0.5) within group (order by x) is quantile_cont(x, 0.5)
        within.ifPresent(by -> arguments.addFirst(by.by()));
        if (within.isPresent() && !within.get().ascending() && arguments.size() > 1) {
            arguments.set(1, Calls.call("-", Calls.literal(1), arguments.get(1)));
        }
        var filter = aggregation.filter().map(rows::bind).orElse(null);
        var own = binding.catalog().function(call.function().key());
        if (own.isPresent() && own.get() instanceof UserFunction.Aggregate aggregate) {
            return UserCalls.aggregate(binding, call, aggregate, arguments, filter);
        }
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
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED, at, "Name what an aggregate orders its rows by, not ALL.");
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
                    case GLOB -> Calls.call("glob", text, pattern);
                };
        return ExpressionBinder.negated(matched, match.negated());
    }
}
