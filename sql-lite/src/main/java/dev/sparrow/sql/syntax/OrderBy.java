/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;

/// An order of rows.
public sealed interface OrderBy extends Syntax {
    /// By a first key, and where that is equal, by the next.
    record Keys(Span at, List<Key> keys) implements OrderBy {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /// `order by all`: by all columns, from left to right.
    record AllColumns(Span at, Direction direction, NullOrder nulls) implements OrderBy {}

    record Key(Span at, Expression value, Direction direction, NullOrder nulls) {}

    enum Direction {
        ASCENDING,
        DESCENDING
    }

    enum NullOrder {
        UNSAID,
        FIRST,
        LAST
    }
}
