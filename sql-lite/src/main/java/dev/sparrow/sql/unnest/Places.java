/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;

import java.util.List;
import java.util.function.IntUnaryOperator;

/// Columns by their places. Beside those of the row there are columns of the queries around, and columns whose place is
/// not known before all of a query is bound.
public final class Places {
    private static final int LATE = 1 << 20;
    private static final int PARAMETER = 1 << 21;
    private static final int PARTNER = 1 << 22;
    private static final int OUTER = 1 << 24;

    private Places() {}

    // ---- What they are

    /// A column of the query around that has `column`, which may be one around that.
    public static Input outer(Input column) {
        return at(OUTER + column.column(), column);
    }

    /// The value of a subquery or of a window, by its number.
    public static Input late(int number, Expression like) {
        return new Input(LATE + number, like.type(), like.nullable(), like.toString());
    }

    /// A parameter of a lambda, by its number.
    public static Input parameter(int number, Input like) {
        return at(PARAMETER + number, like);
    }

    /// A column of the rows that the row is joined with.
    public static Input partner(Input column) {
        return at(PARTNER + column.column(), column);
    }

    private static Input at(int place, Input like) {
        return new Input(place, like.type(), like.nullable(), like.name());
    }

    public static Input column(Schema schema, int place) {
        var field = schema.fields().get(place);
        return new Input(place, field.type(), field.nullable(), field.name());
    }

    public static List<Expression> columns(Schema schema) {
        return java.util.stream.IntStream.range(0, schema.fields().size())
                .mapToObj(place -> (Expression) column(schema, place))
                .toList();
    }

    /// How many queries around the row's own the column is of.
    static int level(Input column) {
        return column.column() / OUTER;
    }

    // ---- What is read

    public static boolean hasOuter(Expression expression) {
        return any(expression, input -> input.column() >= OUTER);
    }

    /// Whether it reads columns of the query directly around.
    static boolean hasOuterOfFirstLevel(Expression expression) {
        return any(expression, input -> level(input) == 1);
    }

    /// Whether it reads columns of the row itself.
    public static boolean hasOwn(Expression expression) {
        return any(expression, input -> input.column() < OUTER);
    }

    /// Whether it reads what is no column of the row.
    public static boolean hasUnplaced(Expression expression) {
        return any(expression, input -> input.column() >= LATE);
    }

    /// The least number of a late column from which all that it reads are below.
    public static int lateEnd(Expression expression) {
        var own =
                expression instanceof Input input && input.column() >= LATE && input.column() < PARAMETER
                        ? input.column() - LATE + 1
                        : 0;
        return Math.max(own, expression.children().stream().mapToInt(Places::lateEnd).max().orElse(0));
    }

    public static boolean isParameter(Input input) {
        return input.column() >= PARAMETER && input.column() < PARTNER;
    }

    public static int number(Input parameter) {
        return parameter.column() - PARAMETER;
    }

    /// Whether it reads a column of the row at such a place.
    public static boolean reads(Expression expression, java.util.function.IntPredicate places) {
        return any(expression, input -> input.column() < LATE && places.test(input.column()));
    }

    private static boolean any(Expression expression, java.util.function.Predicate<Input> wanted) {
        return (expression instanceof Input input && wanted.test(input))
                || expression.children().stream().anyMatch(child -> any(child, wanted));
    }

    // ---- Changed

    /// With the columns of the row itself at other places.
    public static Expression moved(Expression expression, IntUnaryOperator places) {
        return inputs(
                expression, input -> input.column() < LATE ? at(places.applyAsInt(input.column()), input) : input);
    }

    /// With columns of the query directly around replaced by others of it.
    public static Expression outerColumns(
            Expression expression, java.util.function.Function<Input, Expression> change) {
        return outers(expression, input -> inputs(change.apply(at(input.column() - OUTER, input)), Places::outer));
    }

    /// With columns of the query directly around replaced.
    static Expression outers(Expression expression, java.util.function.Function<Input, Expression> change) {
        return inputs(expression, input -> level(input) == 1 ? change.apply(input) : input);
    }

    /// As it is when it stands in the query around: the columns of that are its own, beside which its own begin at
    /// `width`.
    static Expression inQueryAround(Expression expression, int width) {
        return inputs(
                expression, input -> at(level(input) > 0 ? input.column() - OUTER : input.column() + width, input));
    }

    /// As it is behind a join that has brought in all columns of the query directly around: others are one level
    /// nearer.
    static Expression lowered(Expression expression) {
        return inputs(expression, input -> level(input) > 1 ? at(input.column() - OUTER, input) : input);
    }

    /// As it is in queries so many levels deeper.
    static Expression deeper(Expression expression, int levels) {
        return inputs(expression, input -> level(input) > 0 ? at(input.column() + levels * OUTER, input) : input);
    }

    /// With late columns where they are now.
    public static Expression resolved(Expression expression, List<Expression> late) {
        return inputs(
                expression,
                input ->
                        input.column() >= LATE && input.column() < PARAMETER ? late.get(input.column() - LATE) : input);
    }

    /// With the columns of partners behind those of the row.
    static Expression withPartners(Expression expression, int width) {
        return inputs(
                expression,
                input ->
                        input.column() >= PARTNER && input.column() < OUTER
                                ? at(input.column() - PARTNER + width, input)
                                : input);
    }

    /// With columns replaced.
    public static Expression inputs(Expression expression, java.util.function.Function<Input, Expression> change) {
        return expression.rewritten(part -> part instanceof Input input ? change.apply(input) : part);
    }
}
