/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// Rows with the columns that subqueries add.
///
/// @param late these columns, by their numbers
record Attached(Relation relation, List<Expression> late) {
    static Attached to(Relation rows, Late wanted) {
        var relation = rows;
        var late = new ArrayList<Expression>();
        for (var inner : wanted.wanted()) {
            var place = relation.schema().fields().size();
            relation = inner.join(relation, inner.kind(), late);
            late.add(Places.column(relation.schema(), place));
        }
        return new Attached(relation, late);
    }

    Expression resolved(Expression expression) {
        return Places.resolved(expression, late);
    }
}
