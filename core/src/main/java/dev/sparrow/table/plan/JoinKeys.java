/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;

/// Finds what of a condition makes the keys of a join.
public final class JoinKeys {
    private JoinKeys() {}

    /// The join of two relations by a condition over the columns of both.
    ///
    /// @param condition null for none
    public static Relation.Join join(Lookup.Kind kind, Relation left, Relation right, Expression condition) {
        var leftKeys = new ArrayList<Expression>();
        var rightKeys = new ArrayList<Expression>();
        var rest = new ArrayList<Expression>();
        var width = left.schema().fields().size();
        if (condition != null) {
            for (var part : condition.conjuncts()) {
                if (!Simplification.addKey(part, width, leftKeys, rightKeys)) {
                    rest.add(part);
                }
            }
        }
        return new Relation.Join(kind, left, right, leftKeys, rightKeys, rest.isEmpty() ? null : Expression.and(rest));
    }
}
