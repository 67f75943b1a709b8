/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.column.ColumnType;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A column that is computed, such as `col("price").times(col("count"))`: an expression before it is known of which
/// table. A table that is given one checks it at once, so what has no meaning is refused in the line that writes it.
///
/// Other arguments than columns are constants. Missing values are as in SQL: what is computed of them is missing, and a
/// condition that is missing holds for no row.
public final class Column {
    private final String name;
    private final Binding binding;
    private final boolean isAlias;

    /// Finds what is meant in a scope.
    interface Binding {
        Expression in(Scope scope);
    }

    private Column(String name, Binding binding, boolean isAlias) {
        this.name = name;
        this.binding = binding;
        this.isAlias = isAlias;
    }

    static Column of(String name, Binding binding) {
        return new Column(name, binding, false);
    }

    /// A column, or a constant of a Java object.
    static Column of(Object value) {
        return value instanceof Column column
                ? column
                : of(
                        value instanceof String text ? "'" + text + "'" : String.valueOf(value),
                        _ -> Calls.literal(value));
    }

    Expression in(Scope scope) {
        return binding.in(scope);
    }

    String name() {
        return name;
    }

    /// Whether [#as] gave it its name.
    boolean isAlias() {
        return isAlias;
    }

    /// The same, whose aggregates count the rows alone for which a condition is true.
    Column ofRows(Column condition) {
        return of(
                name,
                scope -> {
                    scope.countOnly(Calls.bool(condition.in(Scope.rows(scope.schema())), "pivot"));
                    try {
                        return binding.in(scope);
                    } finally {
                        scope.countOnly(null);
                    }
                });
    }

    /// The same under a name.
    public Column as(String alias) {
        return new Column(alias, binding, true);
    }

    /// The result of a function or an operator, by its name in SQL.
    static Column call(String function, Object... arguments) {
        var columns = Arrays.stream(arguments).map(Column::of).toList();
        var shown =
                columns.size() == 2 && !Character.isLetter(function.charAt(0))
                        ? "(" + columns.getFirst().name + " " + function + " " + columns.getLast().name + ")"
                        : function + columns.stream().map(Column::name).collect(Collectors.joining(", ", "(", ")"));
        return of(shown, scope -> Calls.call(function, columns.stream().map(column -> column.in(scope)).toList()));
    }

    private Column compared(Comparison comparison, Object other) {
        var right = of(other);
        return of(
                "(" + name + " " + comparison.symbol() + " " + right.name + ")",
                scope -> Calls.compare(comparison, in(scope), right.in(scope)));
    }

    // ---- Arithmetic

    public Column plus(Object other) {
        return call("+", this, other);
    }

    public Column minus(Object other) {
        return call("-", this, other);
    }

    public Column times(Object other) {
        return call("*", this, other);
    }

    /// The quotient, with a fraction: `7 / 2` is 3.5.
    public Column dividedBy(Object other) {
        return call("/", this, other);
    }

    public Column mod(Object other) {
        return call("%", this, other);
    }

    public Column negated() {
        return call("-", this);
    }

    // ---- Comparison

    public Column eq(Object other) {
        return compared(Comparison.EQUAL, other);
    }

    public Column ne(Object other) {
        return compared(Comparison.NOT_EQUAL, other);
    }

    public Column lt(Object other) {
        return compared(Comparison.LESS, other);
    }

    public Column le(Object other) {
        return compared(Comparison.LESS_OR_EQUAL, other);
    }

    public Column gt(Object other) {
        return compared(Comparison.GREATER, other);
    }

    public Column ge(Object other) {
        return compared(Comparison.GREATER_OR_EQUAL, other);
    }

    /// Equal, or both missing.
    public Column sameAs(Object other) {
        return compared(Comparison.SAME, other);
    }

    /// From one value to another, both included.
    public Column between(Object lower, Object upper) {
        return ge(lower).and(le(upper));
    }

    /// Whether it is one of some values.
    public Column in(Object... values) {
        var options = Arrays.stream(values).map(Column::of).toList();
        return of(
                name + " in " + options.stream().map(Column::name).collect(Collectors.joining(", ", "(", ")")),
                scope -> Calls.in(in(scope), options.stream().map(option -> option.in(scope)).toList()));
    }

    public Column isNull() {
        return of("(" + name + " is null)", scope -> Calls.isNull(in(scope)));
    }

    public Column isNotNull() {
        return of("(" + name + " is not null)", scope -> Calls.not(Calls.isNull(in(scope))));
    }

    // ---- Conditions

    public Column and(Column other) {
        return of("(" + name + " and " + other.name + ")", scope -> Calls.and(List.of(in(scope), other.in(scope))));
    }

    public Column or(Column other) {
        return of("(" + name + " or " + other.name + ")", scope -> Calls.or(List.of(in(scope), other.in(scope))));
    }

    public Column not() {
        return of("not " + name, scope -> Calls.not(in(scope)));
    }

    // ---- Texts

    /// Whether the text is of a pattern, in which `%` stands for any text and `_` for one character.
    public Column like(String pattern) {
        return of(
                name + " like '" + pattern + "'", scope -> Calls.like(in(scope), Calls.literal(pattern), null, false));
    }

    /// As [#like], in whatever case.
    public Column ilike(String pattern) {
        return of(
                name + " ilike '" + pattern + "'", scope -> Calls.like(in(scope), Calls.literal(pattern), null, true));
    }

    public Column contains(Object part) {
        return call("contains", this, part);
    }

    public Column startsWith(Object start) {
        return call("starts_with", this, start);
    }

    public Column endsWith(Object end) {
        return call("ends_with", this, end);
    }

    // ---- Types

    /// The value as one of another type; a value that cannot be one is an error.
    ///
    /// @param type such as `decimal(15,2)`, see [ColumnType#parse]
    public Column cast(String type) {
        var parsed = ColumnType.parse(type);
        return of("cast(" + name + " as " + type + ")", scope -> Casting.cast(in(scope), parsed, false));
    }

    /// As [#cast], but a value that cannot be one becomes null.
    public Column tryCast(String type) {
        var parsed = ColumnType.parse(type);
        return of("try_cast(" + name + " as " + type + ")", scope -> Casting.cast(in(scope), parsed, true));
    }

    // ---- Orders

    /// For `orderBy`: the least first, missing values last.
    public Order asc() {
        return new Order(this, true, false);
    }

    /// For `orderBy`: the greatest first, missing values last.
    public Order desc() {
        return new Order(this, false, false);
    }

    // ---- Aggregates

    /// The result of an aggregate of a group.
    static Column aggregate(String function, boolean distinct, Object... arguments) {
        var columns = Arrays.stream(arguments).map(Column::of).toList();
        var shown =
                function
                        + columns.stream()
                                .map(Column::name)
                                .collect(Collectors.joining(", ", distinct ? "(distinct " : "(", ")"));
        return of(
                shown,
                scope ->
                        scope.aggregate(
                                shown,
                                rows ->
                                        Aggregates.call(
                                                function,
                                                columns.stream().map(column -> column.in(rows)).toList(),
                                                distinct,
                                                rows.filter(),
                                                List.of())));
    }

    /// Columns of a scope, each under its name.
    static List<Expression> all(List<Column> columns, Scope scope) {
        var expressions = new ArrayList<Expression>();
        columns.forEach(column -> expressions.add(column.in(scope)));
        return expressions;
    }

    static List<Column> list(Object first, Object... more) {
        return Stream.concat(Stream.of(first), Arrays.stream(more)).map(Column::one).toList();
    }

    private static Column one(Object value) {
        if (value instanceof Object[] || value instanceof Collection<?>) {
            throw SparrowException.invalidArgument(
                    "A list of columns was given in the place of one column. Give each of them by itself, as in"
                            + " groupBy(\"a\", \"b\"); a list as a constant is lit(list).");
        }
        return value instanceof String name ? Columns.col(name) : of(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
