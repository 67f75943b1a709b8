/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.column.Schema;
import dev.sparrow.sql.syntax.Statement;
import dev.sparrow.table.Table;
import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.List;

/// What a name of a context means.
public sealed interface NamedTable {
    String name();

    /// A table of the program.
    ///
    /// @param table held, so that what is cached of it stays
    record Given(String name, Table table) implements NamedTable {}

    /// Rows that statements put there. They are in the memory of the context, and go with it.
    record Stored(String name, Schema schema, List<Piece> pieces) implements NamedTable {
        /// So many small pieces are put together.
        private static final int PIECES_MAX = 32;

        public Stored {
            pieces = List.copyOf(pieces);
        }

        Relation relation() {
            var relations = pieces.stream().map(piece -> piece.rows().relation()).toList();
            return relations.size() == 1 ? relations.getFirst() : new Relation.Union(relations);
        }

        /// With more rows.
        public Stored with(Piece piece) {
            var more = new ArrayList<>(pieces);
            more.add(piece);
            return new Stored(name, schema, more);
        }

        /// Whether there are so many pieces that reading them takes longer than their rows do.
        public boolean isFragmented() {
            return pieces.stream().filter(Piece::isSmall).count() > PIECES_MAX;
        }
    }

    /// Some rows of a table, which are cached.
    ///
    /// @param count how many
    record Piece(Table rows, long count) {
        private static final long SMALL = 100_000;

        public boolean isSmall() {
            return count < SMALL;
        }
    }

    /// A query that is run where its name stands.
    ///
    /// @param text of the statement, for messages
    record View(String name, String text, Statement.CreateView statement) implements NamedTable {}
}
