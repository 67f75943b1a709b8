/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.Utf8;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.syntax.Expression.Lambda;
import dev.sparrow.sql.syntax.Expression.SliceBounds;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Lambdas;
import dev.sparrow.table.expression.Nested;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Lists, structs and maps: written out, taken apart, and computed by lambdas.
final class CollectionBinder {
    private final Binding binding;
    private final ExpressionBinder expressions;

    CollectionBinder(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    Expression bind(dev.sparrow.sql.syntax.Expression expression) {
        return switch (expression) {
            case dev.sparrow.sql.syntax.Expression.ListOf(var _, var elements) ->
                    Calls.call("list_value", expressions.all(elements));
            case dev.sparrow.sql.syntax.Expression.Row(var _, var values) -> Nested.row(expressions.all(values));
            case dev.sparrow.sql.syntax.Expression.StructOf(var _, var fields) ->
                    Nested.struct(
                            fields.stream().map(field -> field.name().text()).toList(),
                            fields.stream().map(field -> expressions.bind(field.value())).toList());
            case dev.sparrow.sql.syntax.Expression.MapOf(var _, var entries) ->
                    Nested.map(
                            Calls.call(
                                    "list_value",
                                    entries.stream().map(entry -> expressions.bind(entry.key())).toList()),
                            Calls.call(
                                    "list_value",
                                    entries.stream().map(entry -> expressions.bind(entry.value())).toList()));
            case dev.sparrow.sql.syntax.Expression.Subscript(var _, var operand, var index) ->
                    element(expressions.bind(operand), expressions.bind(index));
            case dev.sparrow.sql.syntax.Expression.Slice(var _, var operand, var bounds) ->
                    slice(expressions.bind(operand), bounds);
            case dev.sparrow.sql.syntax.Expression.Field(var _, var operand, var name) ->
                    field(expressions.bind(operand), name);
            case dev.sparrow.sql.syntax.Expression other -> throw new IllegalStateException("No collection: " + other);
        };
    }

    Expression field(Expression struct, Name name) {
        return Nested.field(struct, name.text())
                .orElseThrow(() ->
                        binding.problem(
                                ProblemCode.UNKNOWN_COLUMN,
                                name.at(),
                                "A value of type " + struct.type() + " has no field '" + name.text() + "'.",
                                struct.type() instanceof StructOf(var schema)
                                        ? Binding.meant(name.text(), schema.names())
                                        : java.util.Optional.empty()));
    }

    private static Expression element(Expression of, Expression index) {
        return switch (of.type()) {
            case MapOf _ -> Nested.element(of, index);
            case StructOf _ when index instanceof Literal(Utf8 name, var _) ->
                    Nested.field(of, name.toString())
                            .orElseThrow(() ->
                                    SparrowException.invalidArgument(
                                            "A value of type " + of.type() + " has no field '" + name + "'."));
            case StructOf _ when index instanceof Literal(Number place, var _) ->
                    Nested.field(of, place.intValue() - 1);
            case Plain.TEXT -> Calls.call("array_extract", of, index);
            case dev.sparrow.column.ColumnType _ -> Calls.call("list_extract", of, index);
        };
    }

    /// Without bounds it goes from the first to the last element.
    private Expression slice(Expression of, SliceBounds bounds) {
        var from = bounds.from().map(expressions::bind).orElse(Calls.literal(1L));
        var to = bounds.to().map(expressions::bind).orElse(Calls.literal(-1L));
        var arguments = new ArrayList<>(List.of(of, from, to));
        bounds.step().map(expressions::bind).ifPresent(arguments::add);
        return Calls.call("list_slice", arguments);
    }

    /// Whether a list, a map or a text has a value.
    static Expression contains(Expression collection, Expression value) {
        return switch (collection.type()) {
            case ListOf _ -> Calls.call("list_contains", collection, value);
            case MapOf _ -> Nested.hasKey(collection, value);
            case dev.sparrow.column.ColumnType _ -> Calls.call("contains", collection, value);
        };
    }

    // ---- Lambdas

    /// Whether a comparison holds with an element of a list.
    Expression any(Expression value, Comparison comparison, Expression list) {
        var element = new Input(0, elementType(list), true, "element");
        var compared = Calls.compare(comparison, Places.moved(value, place -> place + 1), element);
        var captured = new ArrayList<Expression>();
        var body = Places.inputs(compared, input -> input.equals(element) ? input : captured(input, captured, 1));
        return Lambdas.over(Lambdas.Kind.ANY, list, body, captured);
    }

    private static dev.sparrow.column.ColumnType elementType(Expression list) {
        if (!(list.type() instanceof ListOf(var element, var _))) {
            throw SparrowException.invalidArgument("A list is wanted here, and " + list + " is " + list.type() + ".");
        }
        return element;
    }

    /// A column of the row as a further input of the body.
    private static Expression captured(Input input, List<Expression> captured, int moved) {
        var own = Places.moved(input, place -> place - moved);
        var known = captured.indexOf(own);
        if (known < 0) {
            captured.add(own);
            known = captured.size() - 1;
        }
        return new Input(2 + known, input.type(), true, input.name());
    }

    /// `list_transform(xs, lambda x: …)`, and filters.
    Expression over(Lambdas.Kind kind, Expression list, Lambda lambda) {
        var bound = body(lambda, List.of(elementType(list), Plain.BIGINT));
        return Lambdas.over(
                kind,
                list,
                kind == Lambdas.Kind.FILTER ? Calls.bool(bound.body, "list_filter") : bound.body,
                bound.captured);
    }

    /// @param start null for the first element
    Expression reduce(Expression list, Lambda lambda, Expression start) {
        var element = elementType(list);
        var bound = body(lambda, List.of(start == null ? element : start.type(), element));
        return Lambdas.reduce(list, bound.body, start, bound.captured);
    }

    private record Body(Expression body, List<Expression> captured) {}

    /// Parameters come first, and what the body reads of the row after them.
    private Body body(Lambda lambda, List<dev.sparrow.column.ColumnType> types) {
        var names = lambda.parameters();
        if (names.size() > types.size()) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    lambda.at(),
                    "This lambda is given " + types.size() + " values, and has " + names.size() + " parameters.");
        }
        var first = expressions.scope().parameters().size();
        var parameters =
                IntStream.range(0, names.size())
                        .mapToObj(i ->
                                new Scope.Parameter(
                                        names.get(i),
                                        Places.parameter(
                                                first + i, new Input(0, types.get(i), true, names.get(i).text()))))
                        .toList();
        var bound = expressions.with(parameters).bind(lambda.body());
        var captured = new ArrayList<Expression>();
        var body =
                Places.inputs(
                        bound,
                        input ->
                                Places.isParameter(input) && Places.number(input) >= first
                                        ? new Input(Places.number(input) - first, input.type(), true, input.name())
                                        : captured(input, captured, 0));
        return new Body(body, captured);
    }
}
