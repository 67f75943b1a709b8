/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.And;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Expression.Not;
import dev.sparrow.table.expression.Expression.Or;
import dev.sparrow.table.expression.Expression.UserCall;

import java.util.ArrayList;
import java.util.List;

/// What is known of an expression before any row: parts of constants alone are computed.
public final class Folding {
    private Folding() {}

    /// The same, as a constant if its own parts are; what fails stays, to fail when a row needs it.
    public static Expression fold(Expression expression) {
        return switch (expression) {
            case And(var parts) -> connected(parts, false, expression);
            case Or(var parts) -> connected(parts, true, expression);
            case Not(Literal(Boolean value, _)) -> new Literal(!value, Plain.BOOLEAN);
            case Literal _, Expression.Input _, UserCall _ -> expression;
            case Call(var function, var arguments, var type, _)
                    when !function.takesNulls()
                            && arguments.stream()
                                    .anyMatch(argument -> argument instanceof Literal(var v, _) && v == null) ->
                    new Literal(null, type);
            case Expression other ->
                    other.children().stream().allMatch(Literal.class::isInstance) ? constant(other) : other;
        };
    }

    private static Expression constant(Expression expression) {
        if (expression instanceof Call call && call.arguments().isEmpty()) {
            return expression;
        }
        try {
            return new Literal(Interpreter.evaluate(expression, List.of()), expression.type());
        } catch (SparrowException | ArithmeticException e) {
            return expression;
        }
    }

    /// @param decisive the value that decides alone
    private static Expression connected(List<Expression> parts, boolean decisive, Expression unchanged) {
        var rest = new ArrayList<Expression>();
        for (var part : parts) {
            if (part instanceof Literal(Boolean value, _)) {
                if (value == decisive) {
                    return part;
                }
            } else {
                rest.add(part);
            }
        }
        if (rest.size() == parts.size()) {
            return unchanged;
        }
        return switch (rest.size()) {
            case 0 -> new Literal(!decisive, Plain.BOOLEAN);
            case 1 -> rest.getFirst();
            default -> decisive ? new Or(rest) : new And(rest);
        };
    }
}
