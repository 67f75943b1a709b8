/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// Values of rows that become columns, or columns that become rows.
public sealed interface Pivot extends Syntax {
    /// A column for each value, and each combination of values, of `on`.
    ///
    /// @param using what is computed for each, with the rows that have it
    /// @param groupBy what there is a row for; if it is empty, all columns that nothing else names
    record ToColumns(Span at, List<PivotColumn> on, List<SelectItem> using, List<Expression> groupBy) implements Pivot {
        public ToColumns {
            on = List.copyOf(on);
            using = List.copyOf(using);
            groupBy = List.copyOf(groupBy);
        }
    }

    /// A row for each of some columns.
    ///
    /// @param on the columns; a row of several becomes several values
    /// @param name the new column that says which column it was
    /// @param values the new columns for what was in it
    record ToRows(Span at, List<SelectItem> on, Name name, List<Name> values, boolean includeNulls) implements Pivot {
        public ToRows {
            on = List.copyOf(on);
            values = List.copyOf(values);
        }
    }

    /// A value that there are new columns for.
    ///
    /// @param values the values that there is a column for; if it is empty, all that occur
    record PivotColumn(Expression value, List<Expression> values, Optional<Query> query) {
        public PivotColumn {
            values = List.copyOf(values);
        }
    }
}
