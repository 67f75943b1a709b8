/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// The kinds of what can be wrong with a statement.
public enum ProblemCode {
    /// Something stands where the grammar has something else.
    UNEXPECTED,
    /// A text, quoted name or comment has no end.
    UNTERMINATED,
    /// A number, text, interval or other value is not one.
    BAD_VALUE,
    /// Nested deeper than the limit.
    TOO_DEEP,
    /// Longer than the limit.
    TOO_LONG,
    /// SQL, but not Sparrow's.
    NOT_SUPPORTED,
    /// A name that no table has.
    UNKNOWN_TABLE,
    /// A name that another table or view has already.
    NAME_IS_TAKEN,
    /// A name that no column has.
    UNKNOWN_COLUMN,
    /// A name that several columns have.
    AMBIGUOUS_COLUMN,
    /// A name that no function has.
    UNKNOWN_FUNCTION,
    /// An operator or a function cannot take values of such types.
    WRONG_TYPE,
    /// An aggregate or a window stands where there is none, or a column is neither grouped by nor aggregated.
    WRONG_GROUPING
}
