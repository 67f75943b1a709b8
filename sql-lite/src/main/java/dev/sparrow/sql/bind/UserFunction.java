/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.function.Function;
import dev.sparrow.table.kernel.ObjectAggregate;

import java.util.List;

/// A function of the program that queries call by a name.
public sealed interface UserFunction {
    String name();

    ColumnType result();

    /// One value for each row.
    ///
    /// @param function takes the list of the arguments as Java objects
    record Scalar(String name, List<ColumnType> parameters, ColumnType result, Function<Object, Object> function)
            implements UserFunction {
        public Scalar {
            parameters = List.copyOf(parameters);
        }
    }

    /// One value for the rows of a group.
    record Aggregate(String name, ColumnType parameter, ColumnType result, ObjectAggregate aggregate)
            implements UserFunction {}
}
