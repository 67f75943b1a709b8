/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What columns are: their types, their names, and whether a value may be missing.
///
/// Pure data, which knows no file, no memory and no engine. A [ColumnType] says what values a column has; how they are
/// laid out in memory, and how a file holds them, stands where that is done, in a `switch` over all types. Read
/// [ColumnType] first, then [Schema].
package dev.sparrow.column;
