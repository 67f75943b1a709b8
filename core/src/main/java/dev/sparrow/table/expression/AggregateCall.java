/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.table.kernel.ObjectAggregate;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/// One value for all rows of a group.
///
/// @param name as people write it
/// @param arguments of each row; none for `count(*)`
/// @param type of the result
/// @param object how it is computed, if not as `kind` says; else null
public record AggregateCall(
        String name, Kind kind, List<Expression> arguments, ColumnType type, boolean nullable, ObjectAggregate object)
        implements Serializable {
    public AggregateCall {
        arguments = List.copyOf(arguments);
    }

    /// How an aggregate is computed.
    public enum Kind {
        COUNT,
        SUM,
        AVERAGE,
        LEAST,
        GREATEST,
        /// The value of the first row that has one.
        FIRST,
        /// By an [ObjectAggregate].
        OBJECT
    }

    @Override
    public String toString() {
        return name
                + arguments.stream()
                        .map(Expression::toString)
                        .collect(Collectors.joining(", ", "(", arguments.isEmpty() ? "*)" : ")"));
    }
}
