/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import java.util.List;
import java.util.OptionalLong;

/// What is known of a table before it is read, perhaps about: joins are ordered by it.
///
/// @param rows how many there are
/// @param columns in their order; none if nothing is known of them
public record TableStatistics(OptionalLong rows, List<ColumnStatistics> columns) {
    public static final TableStatistics UNKNOWN = new TableStatistics(OptionalLong.empty(), List.of());

    public TableStatistics {
        columns = List.copyOf(columns);
    }

    /// A value as a number in the unit of statistics; NaN if it is none.
    ///
    /// @param value in the form of its type that is computed with
    public static double position(Object value, ColumnType type) {
        if (!(value instanceof Number number)) {
            return Double.NaN;
        }
        return type instanceof ColumnType.Decimal(_, var scale)
                ? number.doubleValue() / Math.pow(10, scale)
                : number.doubleValue();
    }

    /// Where nothing but the number of rows is known.
    public static TableStatistics ofRows(long rows) {
        return new TableStatistics(OptionalLong.of(rows), List.of());
    }
}
