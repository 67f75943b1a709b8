/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Literal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// Numbers as they are written.
final class Numbers {
    private Numbers() {}

    /// Null for none, such as `0x` without digits.
    static Literal literal(String written) {
        var digits = written.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.length() > 1 && Character.isLetter(digits.charAt(1)) && digits.charAt(1) != 'e') {
            return based(digits.substring(2), digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2);
        }
        if (digits.indexOf('e') >= 0) {
            return new Literal.Approximate(Double.parseDouble(digits));
        }
        return digits.indexOf('.') < 0
                ? new Literal.Whole(new BigInteger(digits))
                : new Literal.Exact(new BigDecimal(digits));
    }

    private static Literal based(String digits, int radix) {
        var valid = !digits.isEmpty() && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        return valid ? new Literal.Whole(new BigInteger(digits, radix)) : null;
    }

    /// The number with the other sign; null if it is none.
    static Literal negated(Literal literal) {
        return switch (literal) {
            case Literal.Whole(var value) -> new Literal.Whole(value.negate());
            case Literal.Exact(var value) -> new Literal.Exact(value.negate());
            case Literal.Approximate(var value) -> new Literal.Approximate(-value);
            case Literal.Null _, Literal.Bool _, Literal.Text _, Literal.Blob _, Literal.Bits _ -> null;
        };
    }
}
