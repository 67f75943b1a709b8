/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.column.ColumnType;

/// What is known of a column in some rows before they are read. Numbers that are none (NaN) may be there beyond the
/// bounds, since formats leave them out of theirs.
///
/// @param least no value is below it: a Java object of the type, or a [dev.sparrow.column.Utf8]; null if that is
///   unknown
/// @param greatest no value is above it; null if that is unknown
/// @param mayBeMissing whether rows may have no value
/// @param isMissing whether no row has a value
public record ColumnBounds(ColumnType type, Object least, Object greatest, boolean mayBeMissing, boolean isMissing) {

    /// The same value in all rows.
    ///
    /// @param value null if it is missing
    public static ColumnBounds always(ColumnType type, Object value) {
        return new ColumnBounds(type, value, value, value == null, value == null);
    }
}
