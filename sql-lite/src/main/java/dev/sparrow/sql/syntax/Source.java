/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;

/// Where a query has its rows from.
public sealed interface Source extends Syntax {
    record Table(Span at, QualifiedName name) implements Source {}

    /// `from 'trips/*.parquet'`.
    record File(Span at, String path) implements Source {}

    /// `from range(10)`.
    ///
    /// @param ordinality whether a last column counts the rows
    record Function(Span at, Expression.Call call, boolean lateral, boolean ordinality) implements Source {}

    /// `from (select …)`.
    ///
    /// @param lateral whether the query was said to see the sources before it
    record Derived(Span at, Query query, boolean lateral) implements Source {}

    /// Another name for a source, and names for its first columns.
    record Aliased(Span at, Source source, Name alias, List<Name> columns) implements Source {
        public Aliased {
            columns = List.copyOf(columns);
        }
    }

    record Join(Span at, Source left, Source right, JoinKind kind, JoinCondition condition) implements Source {}

    record Sampled(Span at, Source source, Sample sample) implements Source {}

    record Pivoted(Span at, Source source, Pivot pivot) implements Source {}

    /// How rows find their partners.
    ///
    /// @param asof whether each row has at most one partner, the nearest
    record JoinKind(JoinType type, boolean asof) {}

    enum JoinType {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        CROSS,
        SEMI,
        ANTI,
        /// The first row with the first, the second with the second.
        POSITIONAL
    }

    sealed interface JoinCondition {}

    record NoCondition() implements JoinCondition {}

    record On(Expression condition) implements JoinCondition {}

    record Using(List<Name> columns) implements JoinCondition {
        public Using {
            columns = List.copyOf(columns);
        }
    }

    /// All columns that have the same name on both sides are equal.
    record Natural() implements JoinCondition {}
}
