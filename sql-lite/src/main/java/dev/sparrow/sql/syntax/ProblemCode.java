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
    NOT_SUPPORTED
}
