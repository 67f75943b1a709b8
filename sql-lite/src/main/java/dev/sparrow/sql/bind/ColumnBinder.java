/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.syntax.Argument;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Columns;
import dev.sparrow.sql.syntax.Expression.Lambda;
import dev.sparrow.sql.syntax.Expression.ListOf;
import dev.sparrow.sql.syntax.Expression.Match;
import dev.sparrow.sql.syntax.Expression.Ordinal;
import dev.sparrow.sql.syntax.Expression.Star;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.SelectItem;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/// What is selected, with all columns that a star or `columns(…)` stands for.
final class ColumnBinder {
    private final Binding binding;
    private final Scope scope;

    ColumnBinder(Binding binding, Scope scope) {
        this.binding = binding;
        this.scope = scope;
    }

    /// A column of the result.
    record Column(String name, Expression value) {}

    /// A column of the result as it is written, one for each that a star stands for.
    ///
    /// @param entry the column itself; null for what is computed
    record Item(Span at, String name, dev.sparrow.sql.syntax.Expression value, Scope.Entry entry) {}

    List<Column> bind(List<Item> items, ExpressionBinder expressions) {
        return items.stream()
                .map(item ->
                        new Column(
                                item.name,
                                item.value == null
                                        ? expressions.ofGroup(item.entry.column(), item.at)
                                        : expressions.bind(item.value)))
                .toList();
    }

    List<Item> items(List<SelectItem> selected) {
        return selected.stream().flatMap(item -> items(item).stream()).toList();
    }

    private List<Item> items(SelectItem item) {
        if (item.value() instanceof Star star) {
            return starred(star);
        }
        if (item.value() instanceof Match match && match.operand() instanceof Star star) {
            return starred(star).stream().filter(each -> matches(match, each.name)).toList();
        }
        var value = Parts.replaced(item.value(), this::unpacked);
        var columns = new ArrayList<Columns>();
        Parts.any(value, part -> part instanceof Columns each && !columns.add(each));
        if (columns.isEmpty()) {
            var name = item.alias().map(Name::text).orElseGet(() -> ExpressionBinder.nameOf(item.value()));
            return List.of(new Item(item.at(), name, value, null));
        }
        return selected(columns.getFirst()).stream()
                .map(place -> {
                    var each = Parts.replaced(value, part -> part instanceof Columns ? ordinal(part, place) : null);
                    var name = item.alias().map(Name::text).orElse(scope.entries().get(place).name());
                    return new Item(item.at(), name, each, null);
                })
                .toList();
    }

    private boolean matches(Match match, String name) {
        var text = new dev.sparrow.sql.syntax.Expression.Constant(match.at(), new Literal.Text(name));
        var named = new Match(match.at(), match.matching(), text, match.pattern(), match.negated());
        return isTrue(new ExpressionBinder(binding, new Scope(List.of(), null), null, null, Map.of()).bind(named));
    }

    private static boolean isTrue(Expression condition) {
        return condition instanceof Expression.Literal(Boolean value, var _) && value;
    }

    // ---- Stars

    private List<Item> starred(Star star) {
        var struct = struct(star);
        if (!struct.isEmpty()) {
            return struct;
        }
        var items = new ArrayList<Item>();
        var changes = star.changes();
        for (var place : places(star)) {
            var entry = scope.entries().get(place);
            var replaced = changes.replace().stream().filter(each -> entry.isNamed(each.column())).findFirst();
            var renamed = changes.rename().stream().filter(each -> entry.isNamed(each.column().last())).findFirst();
            items.add(
                    new Item(
                            star.at(),
                            renamed.map(each -> each.name().text()).orElse(entry.name()),
                            replaced.map(each -> each.value()).orElse(null),
                            entry));
        }
        return items;
    }

    /// All fields of a struct: `weather.*`.
    private List<Item> struct(Star star) {
        if (star.table().isEmpty() || scope.entries().stream().anyMatch(each -> each.isOf(star.table().get().last()))) {
            return List.of();
        }
        var name = star.table().get();
        var struct = scope.find(binding, name);
        if (struct.isEmpty() || !(struct.get().type() instanceof dev.sparrow.column.ColumnType.StructOf(var schema))) {
            return List.of();
        }
        return schema.names().stream()
                .filter(field ->
                        star.changes().exclude().stream().noneMatch(each -> each.last().text().equalsIgnoreCase(field)))
                .map(field -> {
                    var column = new dev.sparrow.sql.syntax.Expression.Column(star.at(), name);
                    var value =
                            new dev.sparrow.sql.syntax.Expression.Field(star.at(), column, new Name(star.at(), field));
                    return new Item(star.at(), field, value, null);
                })
                .toList();
    }

    /// Of the columns that a star stands for.
    private List<Integer> places(Star star) {
        var places =
                IntStream.range(0, scope.entries().size())
                        .filter(place -> {
                            var entry = scope.entries().get(place);
                            return star.table().map(table -> entry.isOf(table.last())).orElse(!entry.hidden())
                                    && star.changes().exclude().stream().noneMatch(name -> entry.isNamed(name.last()));
                        })
                        .boxed()
                        .toList();
        if (places.isEmpty()) {
            throw binding.problem(ProblemCode.UNKNOWN_COLUMN, star.at(), "The star stands for no column here.");
        }
        return places;
    }

    // ---- COLUMNS

    private static dev.sparrow.sql.syntax.Expression ordinal(dev.sparrow.sql.syntax.Expression at, int place) {
        return new Ordinal(at.at(), place + 1);
    }

    /// A call with `*columns(…)` among its arguments is one with all these columns.
    private dev.sparrow.sql.syntax.Expression unpacked(dev.sparrow.sql.syntax.Expression part) {
        if (!(part instanceof Call call) || call.arguments().stream().noneMatch(ColumnBinder::isUnpacked)) {
            return null;
        }
        var arguments = new ArrayList<Argument>();
        for (var argument : call.arguments()) {
            if (argument.value() instanceof Columns columns && columns.unpacked()) {
                selected(columns).forEach(place -> arguments.add(Argument.of(ordinal(columns, place))));
            } else {
                arguments.add(argument);
            }
        }
        return new Call(call.at(), call.function(), arguments, call.aggregation(), call.over());
    }

    private static boolean isUnpacked(Argument argument) {
        return argument.value() instanceof Columns columns && columns.unpacked();
    }

    /// The places of the columns that are meant.
    private List<Integer> selected(Columns columns) {
        var places =
                switch (columns.selection()) {
                    case Star star -> places(star);
                    case dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Text(var regex)) ->
                            named(matching(columns, regex));
                    case Lambda lambda -> named(name -> isTrue(ofName(lambda, name)));
                    case ListOf(var _, var names) -> listed(names);
                    case dev.sparrow.sql.syntax.Expression other ->
                            throw binding.problem(
                                    ProblemCode.WRONG_TYPE,
                                    other.at(),
                                    "COLUMNS takes a regular expression, *, a lambda or a list of names.");
                };
        if (places.isEmpty()) {
            throw binding.problem(ProblemCode.UNKNOWN_COLUMN, columns.at(), "No column here is meant by this.");
        }
        return places;
    }

    private List<Integer> named(java.util.function.Predicate<String> wanted) {
        return IntStream.range(0, scope.entries().size())
                .filter(place -> !scope.entries().get(place).hidden() && wanted.test(scope.entries().get(place).name()))
                .boxed()
                .toList();
    }

    private java.util.function.Predicate<String> matching(Columns columns, String regex) {
        try {
            return Pattern.compile(regex).asPredicate();
        } catch (PatternSyntaxException e) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    columns.at(),
                    "'" + regex + "' is no regular expression: " + e.getDescription() + ".");
        }
    }

    private Expression ofName(Lambda lambda, String name) {
        var text = new dev.sparrow.sql.syntax.Expression.Constant(lambda.at(), new Literal.Text(name));
        var body =
                Parts.replaced(
                        lambda.body(),
                        part ->
                                part instanceof dev.sparrow.sql.syntax.Expression.Column(var _, var column)
                                                && column.last().isSameAs(lambda.parameters().getFirst())
                                        ? text
                                        : null);
        return Calls.bool(
                new ExpressionBinder(binding, new Scope(List.of(), null), null, null, Map.of()).bind(body), "COLUMNS");
    }

    private List<Integer> listed(List<dev.sparrow.sql.syntax.Expression> names) {
        var places = new ArrayList<Integer>();
        for (var each : names) {
            var name =
                    each instanceof dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Text(var text))
                            ? text
                            : "";
            var found = named(name::equalsIgnoreCase);
            if (found.isEmpty()) {
                throw binding.problem(
                        ProblemCode.UNKNOWN_COLUMN,
                        each.at(),
                        "There is no column '" + name + "'.",
                        Binding.meant(name, scope.entries().stream().map(Scope.Entry::name).toList()));
            }
            places.addAll(found);
        }
        return places.stream().sorted().distinct().toList();
    }
}
