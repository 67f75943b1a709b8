/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.column.ColumnArray;

import java.util.List;

/// Some records as the columns of their components, in order.
///
/// A column of numbers, dates, times (in nanoseconds) or decimals of up to 18 digits is of its component's class, and
/// has no more digits than it says; any other has the objects. Columns of primitives have no nulls.
///
/// @param type a class whose constructor does nothing but keep what it is given
/// @param columns with arrays at least as long as there are rows, and good until the reader is asked for more
public record RecordColumns(Class<?> type, int rows, List<ColumnArray> columns) {
    public RecordColumns {
        columns = List.copyOf(columns);
    }
}
