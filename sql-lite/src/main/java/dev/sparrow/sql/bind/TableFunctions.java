/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Constant;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Source;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Nested;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Functions that stand where tables do.
final class TableFunctions {
    private static final List<String> NAMES =
            List.of(
                    "range",
                    "generate_series",
                    "unnest",
                    "read_parquet",
                    "parquet_scan",
                    "read_csv",
                    "read_csv_auto",
                    "read_json");

    private final Binding binding;
    private final Scope outer;

    /// @param outer the columns that arguments may read
    TableFunctions(Binding binding, Scope outer) {
        this.binding = binding;
        this.outer = outer;
    }

    Relation bind(Source.Function function) {
        var call = function.call();
        return switch (call.function().key()) {
            case "range", "generate_series" ->
                    elements(function, Calls.call(call.function().key(), numbers(call)), call.function().key());
            case "unnest" -> elements(function, lists(call), "unnest");
            case "read_parquet", "parquet_scan", "read_csv", "read_csv_auto", "read_json" -> files(call);
            case String name ->
                    throw binding.problem(
                            ProblemCode.UNKNOWN_FUNCTION,
                            call.at(),
                            "There is no table function '" + name + "'; there are " + String.join(", ", NAMES) + ".",
                            Binding.meant(name, NAMES));
        };
    }

    private List<Expression> arguments(Call call) {
        var binder = new ExpressionBinder(binding, new Scope(List.of(), outer), null, null, Map.of());
        return call.arguments().stream().map(argument -> binder.bind(argument.value())).toList();
    }

    private List<Expression> numbers(Call call) {
        var arguments = new ArrayList<Expression>();
        arguments(call).forEach(each -> arguments.add(Casting.cast(each, Plain.BIGINT, false)));
        if (arguments.size() == 1 && call.function().key().equals("generate_series")) {
            arguments.addFirst(Calls.literal(0L));
        }
        return arguments;
    }

    /// Several lists stand side by side.
    private Expression lists(Call call) {
        var lists = arguments(call);
        lists.stream()
                .filter(list -> !(list.type() instanceof ListOf))
                .findFirst()
                .ifPresent(other -> {
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE, call.at(), "UNNEST takes lists, and this is " + other.type() + ".");
                });
        return lists.size() == 1 ? lists.getFirst() : Nested.zip(lists);
    }

    private Relation elements(Source.Function function, Expression list, String name) {
        var several = function.call().arguments().size() > 1 && name.equals("unnest");
        var numbered = function.ordinality() ? withNumbers(list) : list;
        var unnested = new Relation.Unnest(binding.catalog().oneRow(), numbered, false, name);
        var element = Places.column(unnested.schema(), unnested.schema().fields().size() - 1);
        var values = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        var value = function.ordinality() ? Nested.field(element, 0) : element;
        for (var each : several ? RowValues.of(value) : List.of(value)) {
            values.add(each);
            names.add(name);
        }
        if (function.ordinality()) {
            values.add(Nested.field(element, 1));
            names.add("ordinality");
        }
        return new Relation.Project(unnested, values, names);
    }

    private static Expression withNumbers(Expression list) {
        return Nested.zip(List.of(list, Calls.call("generate_series", Calls.literal(1L), Calls.call("len", list))));
    }

    // ---- Files

    private Relation files(Call call) {
        for (var argument : call.arguments().subList(Math.min(1, call.arguments().size()), call.arguments().size())) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED,
                    argument.at(),
                    "Files are read as their names and their content say, without options. Leave this out, or read the"
                            + " file in Java and register its table.");
        }
        var paths = call.arguments().isEmpty() ? List.<String>of() : paths(call.arguments().getFirst().value());
        if (paths.isEmpty()) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    call.at(),
                    call.function().text() + " takes the path of a file, or a list of paths.");
        }
        var files = paths.stream().map(binding.catalog()::file).toList();
        return files.size() == 1 ? files.getFirst() : binding.at(call.at(), () -> Unions.all(files));
    }

    private static List<String> paths(dev.sparrow.sql.syntax.Expression value) {
        return switch (value) {
            case Constant(var _, Literal.Text(var path)) -> List.of(path);
            case dev.sparrow.sql.syntax.Expression.ListOf(var _, var elements) ->
                    elements.stream().flatMap(each -> paths(each).stream()).toList();
            case dev.sparrow.sql.syntax.Expression _ -> List.of();
        };
    }
}
