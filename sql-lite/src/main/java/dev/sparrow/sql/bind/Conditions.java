/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;

/// What may be said of conditions without their values.
final class Conditions {
    private Conditions() {}

    /// `(a and b) or (a and c)` is `a and (b or c)`: what all branches ask can be asked early, and may make a join of
    /// what would be all pairs.
    static Expression or(List<Expression> branches) {
        var common = new ArrayList<>(branches.getFirst().conjuncts());
        for (var branch : branches) {
            common.retainAll(branch.conjuncts());
        }
        if (common.isEmpty()) {
            return Calls.or(branches);
        }
        var rest = new ArrayList<Expression>();
        for (var branch : branches) {
            var own = new ArrayList<>(branch.conjuncts());
            own.removeAll(common);
            rest.add(own.isEmpty() ? Calls.literal(true) : Calls.and(own));
        }
        common.add(Calls.or(rest));
        return Calls.and(common);
    }
}
