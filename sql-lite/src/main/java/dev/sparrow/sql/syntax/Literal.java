/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A value that is written out.
public sealed interface Literal {
    record Null() implements Literal {}

    record Bool(boolean value) implements Literal {}

    /// A whole number: its type is the first of integer, bigint and hugeint that holds it.
    record Whole(BigInteger value) implements Literal {}

    /// A number with a point and no exponent: a decimal, of the digits that were written.
    record Exact(BigDecimal value) implements Literal {}

    /// A number with an exponent: a double.
    record Approximate(double value) implements Literal {}

    record Text(String value) implements Literal {}

    /// Bytes, as an even number of hexadecimal digits in upper case.
    record Blob(String digits) implements Literal {}

    /// Bits, as zeros and ones.
    record Bits(String digits) implements Literal {}
}
