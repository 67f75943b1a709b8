/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.OrderBy.Direction;
import dev.sparrow.sql.syntax.OrderBy.NullOrder;
import dev.sparrow.sql.unnest.Places;
import dev.sparrow.table.step.SortKey;

import java.util.ArrayList;
import java.util.List;

/// What is meant where an order does not say all.
final class Orders {
    private Orders() {}

    static boolean isAscending(OrderBy.Key key) {
        return key.direction() == Direction.ASCENDING;
    }

    /// By all columns, from left to right.
    static List<SortKey> all(OrderBy.AllColumns order, Schema schema) {
        var keys = new ArrayList<SortKey>();
        for (var i = 0; i < schema.fields().size(); i++) {
            keys.add(
                    new SortKey(
                            Places.column(schema, i),
                            order.direction() == Direction.ASCENDING,
                            order.nulls() == NullOrder.FIRST));
        }
        return keys;
    }

    /// Missing values are last in both directions.
    static boolean isNullsFirst(OrderBy.Key key) {
        return key.nulls() == NullOrder.FIRST;
    }
}
