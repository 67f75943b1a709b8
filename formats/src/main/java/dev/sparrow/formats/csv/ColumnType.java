/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;

/// What the fields of a column have in common, narrowest first.
enum ColumnType {
    /// Nothing but nulls, which are no reason for anything but text.
    NULL(String.class),
    BOOLEAN(Boolean.class),
    LONG(Long.class),
    DOUBLE(Double.class),
    DATE(LocalDate.class),
    TIMESTAMP(LocalDateTime.class),
    STRING(String.class);

    /// As Java writes the numbers that have no digits.
    private static final Set<String> NUMBER_WORDS = Set.of("NaN", "Infinity");

    private final Class<?> type;

    ColumnType(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    /// @throws IllegalArgumentException or [DateTimeException] if the text is none
    Object parse(String text) {
        return switch (this) {
            case NULL, STRING -> text;
            case BOOLEAN -> parseBoolean(text);
            case LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
        };
    }

    private static Object parseBoolean(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    /// The narrowest of a field.
    static ColumnType of(String text) {
        if (text == null) {
            return NULL;
        }
        for (var type : values()) {
            if (type != NULL && type.holds(text)) {
                return type;
            }
        }
        return STRING;
    }

    private boolean holds(String text) {
        // Nearly all text begins otherwise, and an exception for each field is slow.
        var first = text.isEmpty() ? ' ' : text.charAt(0);
        var isNumeric = Character.isDigit(first) || first == '-' || first == '+' || first == '.';
        var isWord = this == STRING || this == BOOLEAN || (this == DOUBLE && NUMBER_WORDS.contains(text));
        if (!isWord && !isNumeric) {
            return false;
        }
        try {
            return parse(text) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /// The narrowest that holds what either does.
    static ColumnType common(ColumnType left, ColumnType right) {
        if (left == right || right == NULL) {
            return left;
        }
        if (left == NULL) {
            return right;
        }
        return left.isNumber() && right.isNumber() ? DOUBLE : STRING;
    }

    private boolean isNumber() {
        return this == LONG || this == DOUBLE;
    }

    /// Widens the types of columns by a row of text.
    static Map<String, ColumnType> seen(Map<String, ColumnType> types, Map<String, Object> row) {
        row.forEach((column, text) -> {
            var known = types.getOrDefault(column, NULL);
            if (known != STRING) {
                types.put(column, common(known, of((String) text)));
            }
        });
        return types;
    }

    static Map<String, ColumnType> merged(Map<String, ColumnType> left, Map<String, ColumnType> right) {
        right.forEach((column, type) -> left.merge(column, type, ColumnType::common));
        return left;
    }
}
