/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Input;

import java.util.function.IntUnaryOperator;

/// Columns by their places. Beside those of the row there are columns of the query around, and columns whose place is
/// not known before all of a query is bound.
final class Places {
    private static final int LATE = 1 << 24;
    private static final int OUTER = 1 << 28;

    private Places() {}

    /// A column of the query around.
    static Expression outer(Input column) {
        return new Input(OUTER + column.column(), column.type(), column.nullable(), column.name());
    }

    /// The value of a subquery or of a window, by its number.
    static Input late(int number, Expression like) {
        return new Input(LATE + number, like.type(), like.nullable(), like.toString());
    }

    static boolean hasOuter(Expression expression) {
        return (expression instanceof Input input && input.column() >= OUTER)
                || expression.children().stream().anyMatch(Places::hasOuter);
    }

    /// Whether it reads columns of the row itself.
    static boolean hasOwn(Expression expression) {
        return (expression instanceof Input input && input.column() < OUTER)
                || expression.children().stream().anyMatch(Places::hasOwn);
    }

    static Expression moved(Expression expression, IntUnaryOperator places) {
        return expression.rewritten(part ->
                part instanceof Input(var column, var type, var nullable, var name)
                        ? new Input(places.applyAsInt(column), type, nullable, name)
                        : part);
    }

    /// Whether it reads what is no column of the row.
    static boolean hasUnplaced(Expression expression) {
        return (expression instanceof Input input && input.column() >= LATE)
                || expression.children().stream().anyMatch(Places::hasUnplaced);
    }

    /// Over the columns of the query around, then those of the row.
    ///
    /// @param width how many columns the query around has
    static Expression besideOuter(Expression expression, int width) {
        return moved(expression, column -> column >= OUTER ? column - OUTER : column + width);
    }

    /// With late columns where they are now.
    static Expression resolved(Expression expression, java.util.List<Expression> late) {
        return expression.rewritten(part ->
                part instanceof Input input && input.column() >= LATE && input.column() < OUTER
                        ? late.get(input.column() - LATE)
                        : part);
    }

    static Input column(dev.sparrow.column.Schema schema, int place) {
        var field = schema.fields().get(place);
        return new Input(place, field.type(), field.nullable(), field.name());
    }
}
