/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.Literal;

import java.math.BigInteger;
import java.util.List;

/// Equality in which missing values are equal, in a form that joins take for keys.
public final class NullSafe {
    private NullSafe() {}

    /// The conditions that all hold if two values of a type are the same.
    public static List<Expression> equal(Expression left, Expression right) {
        if (!left.nullable() && !right.nullable()) {
            return List.of(Calls.compare(Comparison.EQUAL, left, right));
        }
        var none = none(left.type());
        if (none == null || !left.type().equals(right.type())) {
            return List.of(Calls.compare(Comparison.SAME, left, right));
        }
        return List.of(
                Calls.compare(
                        Comparison.EQUAL, Calls.call("coalesce", left, none), Calls.call("coalesce", right, none)),
                Calls.compare(Comparison.EQUAL, Calls.isNull(left), Calls.isNull(right)));
    }

    /// Some value of a type; null if there is none to be had.
    private static Expression none(ColumnType type) {
        if (type == ColumnType.Plain.NULL) {
            return null;
        }
        return switch (Carrier.of(type)) {
            case BOOLEAN -> new Literal(false, type);
            case INT -> new Literal(0, type);
            case LONG -> new Literal(0L, type);
            case FLOAT -> new Literal(0f, type);
            case DOUBLE -> new Literal(0.0, type);
            case TEXT -> new Literal(Utf8.EMPTY, type);
            case WIDE -> new Literal(BigInteger.ZERO, type);
            case OBJECT -> null;
        };
    }
}
