/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Case;
import dev.sparrow.table.expression.Expression.Literal;

import java.util.List;
import java.util.stream.Collectors;

/// The text form of expressions, for people.
final class ExpressionText {
    private ExpressionText() {}

    static String literal(Literal literal) {
        if (literal.value() == null) {
            return "null";
        }
        var value = Carrier.toJava(literal.value(), literal.type());
        return switch (Carrier.of(literal.type())) {
            case TEXT -> "'" + value.toString().replace("'", "''") + "'";
            case BOOLEAN, FLOAT, DOUBLE, WIDE -> value.toString();
            case INT, LONG -> literal.type() == Plain.DATE ? "date '" + value + "'" : value.toString();
            case OBJECT -> String.valueOf(value);
        };
    }

    static String call(Call call) {
        var name = call.function().name();
        var arguments = call.arguments();
        if (arguments.size() == 2 && !Character.isLetter(name.charAt(0))) {
            return "(" + arguments.getFirst() + " " + name + " " + arguments.getLast() + ")";
        }
        if (name.equals("cast")) {
            return (call.orNull() ? "try_cast(" : "cast(") + arguments.getFirst() + " as " + call.type() + ")";
        }
        return name + list(arguments);
    }

    static String list(List<Expression> arguments) {
        return arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    static String joined(List<Expression> parts, String between) {
        return parts.stream().map(Expression::toString).collect(Collectors.joining(between, "(", ")"));
    }

    static String cases(Case cases) {
        return cases.branches().stream()
                .map(branch -> " when " + branch.condition() + " then " + branch.result())
                .collect(Collectors.joining("", "case", " else " + cases.otherwise() + " end"));
    }
}
