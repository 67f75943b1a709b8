/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;

/// Columns that expressions read and that are joined to the rows after these are bound: the values of subqueries.
final class Late {
    private final List<Subqueries.Inner> wanted = new ArrayList<>();

    /// The column that will be there.
    Expression add(Subqueries.Inner query) {
        wanted.add(query);
        return Places.late(wanted.size() - 1, query.column());
    }

    List<Subqueries.Inner> wanted() {
        return wanted;
    }
}
