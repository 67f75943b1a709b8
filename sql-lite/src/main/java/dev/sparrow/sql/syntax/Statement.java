/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// What is done at once.
public sealed interface Statement extends Syntax {
    record Run(Span at, Query query) implements Statement {}

    /// A table with the rows of a query.
    ///
    /// @param columns the names of its first columns, perhaps none
    record CreateTable(Span at, QualifiedName name, Creation creation, List<Name> columns, Query query)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
        }
    }

    /// A table without rows.
    record CreateEmptyTable(Span at, QualifiedName name, Creation creation, List<TypeName.FieldType> columns)
            implements Statement {
        public CreateEmptyTable {
            columns = List.copyOf(columns);
        }
    }

    record CreateView(Span at, QualifiedName name, Creation creation, List<Name> columns, Query query)
            implements Statement {
        public CreateView {
            columns = List.copyOf(columns);
        }
    }

    /// More rows for a table.
    ///
    /// @param columns those that values are given for; if it is empty, all
    /// @param query nothing for one row of defaults
    record Insert(Span at, QualifiedName table, List<Name> columns, boolean byName, Optional<Query> query)
            implements Statement {
        public Insert {
            columns = List.copyOf(columns);
        }
    }

    record Drop(Span at, Kind kind, boolean ifExists, List<QualifiedName> names) implements Statement {
        public Drop {
            names = List.copyOf(names);
        }
    }

    record CopyTo(Span at, Query query, String path, List<Option> options) implements Statement {
        public CopyTo {
            options = List.copyOf(options);
        }
    }

    record CopyFrom(Span at, QualifiedName table, List<Name> columns, String path, List<Option> options)
            implements Statement {
        public CopyFrom {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }

    /// How a statement would be run.
    ///
    /// @param analyze whether the statement is run, and figures of that are shown
    record Explain(Span at, boolean analyze, Statement statement) implements Statement {}

    /// A setting of the context.
    ///
    /// @param values nothing for the default
    record Set(Span at, QualifiedName setting, List<Expression> values) implements Statement {
        public Set {
            values = List.copyOf(values);
        }
    }

    /// What is said of creating.
    ///
    /// @param temporary nothing that is created outlives its context, so this says nothing
    record Creation(boolean replace, boolean temporary, boolean ifNotExists) {}

    enum Kind {
        TABLE,
        VIEW
    }
}
