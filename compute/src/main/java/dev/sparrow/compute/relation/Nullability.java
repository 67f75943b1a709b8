/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.table.expression.Expression;

import java.util.List;

/// Expressions that are never missing, where one is wanted that may be.
final class Nullability {
    private Nullability() {}

    /// The same value, by an expression that says of itself that it may be missing.
    static Expression allow(Expression value) {
        return new Expression.Case(
                List.of(new Expression.Branch(new Expression.Literal(true, Plain.BOOLEAN), value)),
                new Expression.Literal(null, value.type()));
    }
}
