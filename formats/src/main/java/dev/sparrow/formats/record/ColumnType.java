/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;

/// What the fields of a column have in common, narrowest first.
public enum ColumnType {
    /// Nothing but nulls, which are no reason for anything but text.
    NULL(String.class),
    BOOLEAN(Boolean.class),
    /// Whole numbers that a double keeps every digit of.
    LONG(Long.class),
    /// Whole numbers of more digits, such as ids.
    LONG_ONLY(Long.class),
    /// Numbers of which a double keeps every digit.
    DOUBLE(Double.class),
    DATE(LocalDate.class),
    TIMESTAMP(LocalDateTime.class),
    STRING(String.class);

    /// So many digits every double keeps.
    private static final int DOUBLE_DIGITS = 15;

    private static final int DATE_LENGTH_MIN = 10;

    private final Class<?> type;

    @SuppressWarnings("ImmutableEnumChecker") // parsers have no state
    private final TextValues.Parser parser;

    ColumnType(Class<?> type) {
        this.type = type;
        this.parser = TextValues.ofType(type).orElseThrow();
    }

    public Class<?> type() {
        return type;
    }

    /// The value that a text says.
    ///
    /// @throws IllegalArgumentException or [DateTimeException] if it says none
    public Object parse(String text) {
        return parser.parse(text);
    }

    private boolean holds(String text) {
        try {
            return parse(text) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /// The narrowest of a field, of those that keep what it says.
    public static ColumnType of(String text) {
        if (text == null) {
            return NULL;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return BOOLEAN;
        }
        var digits = NumberText.digits(text);
        if (digits >= 0) {
            return ofNumber(text, digits);
        }
        return NumberText.isWord(text) ? DOUBLE : ofTime(text);
    }

    private static ColumnType ofNumber(String text, int digits) {
        if (isWhole(text) && LONG.holds(text)) {
            return digits <= DOUBLE_DIGITS ? LONG : LONG_ONLY;
        }
        return digits <= DOUBLE_DIGITS && DOUBLE.holds(text) ? DOUBLE : STRING;
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
        if (isCandidate && DATE.holds(text)) {
            return DATE;
        }
        return isCandidate && TIMESTAMP.holds(text) ? TIMESTAMP : STRING;
    }

    /// The narrowest that holds what either does.
    public static ColumnType common(ColumnType left, ColumnType right) {
        if (left == right || right == NULL) {
            return left;
        }
        if (left == NULL) {
            return right;
        }
        return switch (left) {
            case LONG -> right.isNumber() ? right : STRING;
            case LONG_ONLY, DOUBLE -> right == LONG ? left : STRING;
            case NULL, BOOLEAN, DATE, TIMESTAMP, STRING -> STRING;
        };
    }

    private boolean isNumber() {
        return this == LONG || this == LONG_ONLY || this == DOUBLE;
    }

    /// Widens the types of columns by a row of text.
    public static Map<String, ColumnType> seen(Map<String, ColumnType> types, Map<String, Object> row) {
        row.forEach((column, value) -> {
            var known = types.getOrDefault(column, NULL);
            if (known != STRING) {
                types.put(column, common(known, ofValue(value)));
            }
        });
        return types;
    }

    /// What a folder says of its files has its type already; a field is text.
    private static ColumnType ofValue(Object value) {
        return switch (value) {
            case null -> NULL;
            case Boolean _ -> BOOLEAN;
            case Long _ -> LONG;
            case Double _ -> DOUBLE;
            case LocalDate _ -> DATE;
            case LocalDateTime _ -> TIMESTAMP;
            default -> of((String) value);
        };
    }

    public static Map<String, ColumnType> merged(Map<String, ColumnType> left, Map<String, ColumnType> right) {
        right.forEach((column, type) -> left.merge(column, type, ColumnType::common));
        return left;
    }
}
