/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// Columns by which both sides of a full join are joined: the value of whichever side has one.
final class Coalesced {
    private Coalesced() {}

    static Relation of(Relation relation, List<SourceBinder.Pair> equal) {
        var columns = new ArrayList<Expression>();
        for (var i = 0; i < relation.schema().fields().size(); i++) {
            var column = Places.column(relation.schema(), i);
            var place = i;
            var pair = equal.stream().filter(each -> each.left().column() == place).findFirst();
            columns.add(
                    pair.<Expression>map(each ->
                                    Calls.call(
                                            "coalesce",
                                            column,
                                            Places.column(relation.schema(), each.right().column())))
                            .orElse(column));
        }
        return new Relation.Project(relation, columns, relation.schema().names());
    }

    static List<Scope.Entry> entries(List<Scope.Entry> entries) {
        return entries.stream().map(Scope.Entry::nullable).toList();
    }
}
