/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.step;

import dev.sparrow.column.Field;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.ObjectAggregate;

import java.io.Serializable;
import java.util.List;

/// What is kept of the rows of a group while they pass by. States of parts of the rows are themselves rows, which
/// states that merge take.
///
/// @param values of each row; none where rows are counted
/// @param field the column in which it leaves
/// @param aggregate of [Fold#OBJECT] and [Fold#MERGE]; else null
public record State(Fold fold, List<Expression> values, Field field, ObjectAggregate aggregate)
        implements Serializable {
    public State {
        values = List.copyOf(values);
    }

    /// How a state becomes that of one more row.
    public enum Fold {
        /// One more, if there is a value.
        COUNT,
        /// Counts of parts together.
        ADD_COUNT,
        /// The sum of longs; too large a one is an error.
        SUM_LONG,
        SUM_DOUBLE,
        /// The exact sum of whole or decimal numbers.
        SUM_WIDE,
        LEAST,
        GREATEST,
        FIRST,
        /// As the aggregate says.
        OBJECT,
        /// The aggregate's states of parts together.
        MERGE;

        /// What puts states of parts together.
        public Fold merging() {
            return switch (this) {
                case COUNT, ADD_COUNT -> ADD_COUNT;
                case OBJECT, MERGE -> MERGE;
                case SUM_LONG, SUM_DOUBLE, SUM_WIDE, LEAST, GREATEST, FIRST -> this;
            };
        }
    }
}
