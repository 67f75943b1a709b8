/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.CommonType;
import dev.sparrow.column.JavaForm;
import dev.sparrow.formats.record.TextForm.Parser;
import dev.sparrow.function.Function2;

import java.time.DateTimeException;
import java.util.Map;

/// The narrowest type of text: `boolean`, `bigint`, `double`, `date`, `timestamp`, or else `text`. What several fields
/// have in common is the [CommonType] of theirs.
public final class Inference {
    /// So many digits every double keeps.
    private static final int DOUBLE_DIGITS = 15;

    /// Whole numbers that a `double` keeps every digit of; if nothing else is there, they are `bigint`.
    private static final ColumnType FEW_DIGITS = new Decimal(DOUBLE_DIGITS, 0);

    private static final int DATE_LENGTH_MIN = 10;

    private static final Parser WHOLE = TextForm.of(Plain.BIGINT).orElseThrow();
    private static final Parser NUMBER = TextForm.of(Plain.DOUBLE).orElseThrow();
    private static final Parser DAY = TextForm.of(Plain.DATE).orElseThrow();
    private static final Parser DAY_AND_TIME = TextForm.of(Plain.TIMESTAMP).orElseThrow();

    private Inference() {}

    private static boolean holds(Parser parser, String text) {
        try {
            return parser.parse(text) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /// The narrowest of a field, of those that keep what it says.
    public static ColumnType of(String text) {
        if (text == null) {
            return Plain.NULL;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Plain.BOOLEAN;
        }
        var digits = NumberText.digits(text);
        if (digits >= 0) {
            return ofNumber(text, digits);
        }
        return NumberText.isWord(text) ? Plain.DOUBLE : ofTime(text);
    }

    private static ColumnType ofNumber(String text, int digits) {
        if (isWhole(text) && holds(WHOLE, text)) {
            return digits <= DOUBLE_DIGITS ? FEW_DIGITS : Plain.BIGINT;
        }
        return digits <= DOUBLE_DIGITS && holds(NUMBER, text) ? Plain.DOUBLE : Plain.TEXT;
    }

    /// Whether the text is a whole number; `-0` is not, since only a double holds it.
    private static boolean isWhole(String text) {
        return text.chars().allMatch(c -> c == '-' || Character.isDigit(c)) && !text.equals("-0");
    }

    /// Nearly all text is shorter or begins otherwise, and an exception for each field is slow.
    private static ColumnType ofTime(String text) {
        var isCandidate =
                text.length() >= DATE_LENGTH_MIN
                        && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-' || text.charAt(0) == '+')
                        && !Character.isWhitespace(text.charAt(text.length() - 1));
        if (isCandidate && holds(DAY, text)) {
            return Plain.DATE;
        }
        return isCandidate && holds(DAY_AND_TIME, text) ? Plain.TIMESTAMP : Plain.TEXT;
    }

    /// The narrowest that holds what either does.
    public static ColumnType common(ColumnType left, ColumnType right) {
        return CommonType.of(left, right).orElse(Plain.TEXT);
    }

    /// The type of a column of which no more is seen. Nothing but nulls is no reason for anything but text.
    public static ColumnType settled(ColumnType seen) {
        if (seen.equals(FEW_DIGITS)) {
            return Plain.BIGINT;
        }
        return seen == Plain.NULL ? Plain.TEXT : seen;
    }

    /// What widens the types of columns by a row of text.
    public static Function2<Map<String, ColumnType>, Map<String, Object>, Map<String, ColumnType>> seen(
            TextPatterns patterns) {
        return (types, row) -> {
            row.forEach((column, value) -> {
                var known = types.getOrDefault(column, Plain.NULL);
                if (known != Plain.TEXT) {
                    types.put(column, common(known, ofValue(value, patterns)));
                }
            });
            return types;
        };
    }

    /// What a folder says of its files has its type already; a field is text.
    private static ColumnType ofValue(Object value, TextPatterns patterns) {
        return switch (value) {
            case null -> Plain.NULL;
            case String text -> patterns.usual(text).map(Inference::of).orElse(Plain.TEXT);
            default -> JavaForm.typeOf(value.getClass());
        };
    }

    public static Map<String, ColumnType> merged(Map<String, ColumnType> left, Map<String, ColumnType> right) {
        right.forEach((column, type) -> left.merge(column, type, Inference::common));
        return left;
    }
}
