/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.List;

/// Conditions of rows, and the rows for which they are true.
final class Conditions {
    private Conditions() {}

    /// All combinations of the rows of relations for which conditions are true, with their columns in the given order.
    /// In which order they are joined is found out when it is known what else is asked of the rows.
    static Relation joined(List<Relation> relations, List<Expression> conditions) {
        var rows = relations.getFirst();
        for (var next : relations.subList(1, relations.size())) {
            rows = new Relation.Join(Lookup.Kind.INNER, rows, next, List.of(), List.of(), null);
        }
        return filtered(rows, conditions);
    }

    static Relation filtered(Relation relation, List<Expression> conditions) {
        return conditions.isEmpty() ? relation : new Relation.Filter(relation, Calls.and(conditions));
    }

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
