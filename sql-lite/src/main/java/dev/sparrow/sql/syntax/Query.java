/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// What has rows.
public sealed interface Query extends Syntax {
    /// `select … from … where …`.
    ///
    /// @param from several are combined, each row with each
    record Select(
            Span at,
            Selection selection,
            List<Source> from,
            Optional<Expression> where,
            Grouping grouping,
            Windows windows,
            Optional<Sample> sample)
            implements Query {
        public Select {
            from = List.copyOf(from);
        }
    }

    record Values(Span at, List<Row> rows) implements Query {
        public Values {
            rows = List.copyOf(rows);
        }
    }

    record SetOperation(Span at, SetOperator operator, Combination combination, Query left, Query right)
            implements Query {}

    /// A query in an order, and some of its rows.
    record Ordered(Span at, Query query, Optional<OrderBy> orderBy, Optional<Limit> limit) implements Query {}

    /// A query with others that it knows by name.
    ///
    /// @param recursive whether the tables may select from themselves
    record With(Span at, boolean recursive, List<CommonTable> tables, Query query) implements Query {
        public With {
            tables = List.copyOf(tables);
        }
    }

    /// The columns of a query and their types.
    record Describe(Span at, Query query) implements Query {}

    /// Figures of each column of a query.
    record Summarize(Span at, Query query) implements Query {}

    /// The tables that there are.
    ///
    /// @param described whether with the columns of each table
    record ShowTables(Span at, boolean described) implements Query {}

    record Selection(Distinct distinct, List<SelectItem> items) {
        public Selection {
            items = List.copyOf(items);
        }
    }

    /// Which rows of a selection are kept.
    sealed interface Distinct {}

    record AllRows() implements Distinct {}

    record DistinctRows() implements Distinct {}

    /// The first row for each combination of values.
    record DistinctOn(List<Expression> keys) implements Distinct {
        public DistinctOn {
            keys = List.copyOf(keys);
        }
    }

    record Grouping(Optional<GroupBy> groupBy, Optional<Expression> having) {}

    record Windows(List<NamedWindow> named, Optional<Expression> qualify) {
        public Windows {
            named = List.copyOf(named);
        }
    }

    record NamedWindow(Name name, Window.Definition window) {}

    record Row(Span at, List<Expression> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    enum SetOperator {
        UNION,
        EXCEPT,
        INTERSECT
    }

    /// How rows of two queries are put together.
    ///
    /// @param all whether equal rows are counted
    /// @param byName whether columns are put together by name, or by place
    record Combination(boolean all, boolean byName) {}
}
