/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.plan.Relation;

import java.util.List;

/// Runs those parts of a query whose rows have to be known before the rest is bound: the values of a pivot, the rounds
/// of a recursion.
public interface Runner {
    /// For catalogs without a context.
    Runner NONE =
            new Runner() {
                @Override
                public List<Row> rows(Relation relation) {
                    throw SparrowException.invalidArgument("This part of a query has to run before the rest is bound.");
                }

                @Override
                public Relation relation(List<Row> rows, Schema schema) {
                    throw SparrowException.invalidArgument("There is no context for the rows of a query.");
                }
            };

    /// The rows of a relation.
    List<Row> rows(Relation relation);

    /// Some rows as a relation.
    Relation relation(List<Row> rows, Schema schema);
}
