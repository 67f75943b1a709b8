/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// The rows that a window function sees from its row.
public sealed interface Window extends Syntax {
    /// A window of the query's `window` clause.
    record Named(Span at, Name name) implements Window {}

    /// A window that is written out.
    ///
    /// @param base a window of the query's `window` clause that this one adds to
    record Definition(
            Span at,
            Optional<Name> base,
            List<Expression> partitionBy,
            Optional<OrderBy> orderBy,
            Optional<Frame> frame)
            implements Window {
        public Definition {
            partitionBy = List.copyOf(partitionBy);
        }
    }

    record Frame(Span at, Unit unit, Bound start, Bound end, Exclusion exclusion) {}

    sealed interface Bound {}

    record UnboundedPreceding() implements Bound {}

    record Preceding(Expression distance) implements Bound {}

    record CurrentRow() implements Bound {}

    record Following(Expression distance) implements Bound {}

    record UnboundedFollowing() implements Bound {}

    enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    enum Exclusion {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }
}
