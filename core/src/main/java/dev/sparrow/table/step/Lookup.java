/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.step;

import dev.sparrow.column.Schema;
import dev.sparrow.table.expression.Expression;

import java.io.Serializable;
import java.util.List;

/// Finds for each row of the left table those of the right one that have equal keys and fulfil a condition. Missing
/// keys are equal to none.
///
/// @param leftKeys of rows of the left table
/// @param rightKeys of rows of the right table, of the same types
/// @param condition of the columns of both, left first; null for none
/// @param right the columns of the right table
/// @param shared whether all rows of the right table are in one hash table, which the tasks of an executor share; else
///   both tables are placed by their keys
/// @param schema the columns of the result
public record Lookup(
        Kind kind,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        Expression condition,
        Schema right,
        boolean shared,
        Schema schema)
        implements Serializable {

    /// Which rows are the result.
    public enum Kind {
        /// All pairs.
        INNER,
        /// And left rows without partners, with missing values.
        LEFT,
        /// And right rows without partners, too; never shared.
        FULL,
        /// Left rows with partners.
        SEMI,
        /// Left rows without partners.
        ANTI,
        /// Left rows without partners whose keys are surely not among those of the right: none if one of these is
        /// missing, and none whose own is missing unless the right table is empty. What `not in` means.
        NULL_AWARE_ANTI,
        /// All left rows, and whether there are partners: missing where that is unknown, as for `in`.
        MARK,
        /// As [#LEFT]; more than one partner is an error: the value of a subquery.
        SINGLE;

        /// Whether the columns of the right table are in the result.
        public boolean showsRight() {
            return this == INNER || this == LEFT || this == FULL || this == SINGLE;
        }
    }

    @Override
    public String toString() {
        return kind + " " + leftKeys + " = " + rightKeys + (condition == null ? "" : " and " + condition);
    }
}
