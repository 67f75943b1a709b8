/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON (RFC 8259) as maps, lists, texts, longs, doubles, truth values and null. An array of whole numbers is a
/// `long[]`: the columns of tasks are such.
public final class JsonReader {
    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /// The value that a text is.
    ///
    /// @throws IllegalArgumentException with the place, if it is none
    public static Object read(String text) {
        var reader = new JsonReader(text);
        var value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.unexpected();
        }
        return value;
    }

    /// The object that a text is.
    ///
    /// @throws IllegalArgumentException if it is none
    public static JsonObject object(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return JsonObject.of(map);
        }
        throw new IllegalArgumentException("no object");
    }

    private Object value() {
        skipSpace();
        if (at == text.length() || ++depth > DEPTH_MAX) {
            throw unexpected();
        }
        var value =
                switch (text.charAt(at)) {
                    case '{' -> members();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        at++;
        if (skipped('}')) {
            return members;
        }
        do {
            skipSpace();
            var name = string();
            require(':');
            members.put(name, value());
        } while (skipped(','));
        require('}');
        return members;
    }

    private Object array() {
        at++;
        if (skipped(']')) {
            return List.of();
        }
        var numbers = numbers();
        if (numbers != null) {
            return numbers;
        }
        var elements = new ArrayList<>();
        do {
            elements.add(value());
        } while (skipped(','));
        require(']');
        return elements;
    }

    /// The array that begins here if it has nothing but whole numbers of less than 18 digits; else null, and nothing is
    /// taken.
    private long[] numbers() {
        var start = at;
        var numbers = new long[16];
        var count = 0;
        while (true) {
            skipSpace();
            var negative = at < text.length() && text.charAt(at) == '-';
            at += negative ? 1 : 0;
            var from = at;
            var value = 0L;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = 10 * value + text.charAt(at++) - '0';
            }
            if (at == from || at - from > 17) {
                break;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = negative ? -value : value;
            if (skipped(']')) {
                return Arrays.copyOf(numbers, count);
            }
            if (!skipped(',')) {
                break;
            }
        }
        at = start;
        return null;
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw unexpected();
        }
        var end = ++at;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            var plain = text.substring(at, end);
            at = end + 1;
            return plain;
        }
        return escaped();
    }

    private String escaped() {
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            var letter = text.charAt(at++);
            value.append(letter == '\\' ? unescaped() : letter);
        }
        require('"');
        return value.toString();
    }

    private char unescaped() {
        if (at == text.length()) {
            throw unexpected();
        }
        var letter = text.charAt(at++);
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw unexpected();
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            case '"', '\\', '/' -> letter;
            default -> throw unexpected();
        };
    }

    private Object number() {
        var start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var digits = text.substring(start, at);
        try {
            return digits.chars().allMatch(letter -> letter == '-' || Character.isDigit(letter))
                    ? (Object) Long.valueOf(digits)
                    : Double.valueOf(digits);
        } catch (NumberFormatException e) {
            at = start;
            throw new IllegalArgumentException(unexpected().getMessage(), e);
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skipped(char letter) {
        skipSpace();
        var is = at < text.length() && text.charAt(at) == letter;
        at += is ? 1 : 0;
        return is;
    }

    private void require(char letter) {
        if (!skipped(letter)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                at >= text.length()
                        ? "the text ends too early"
                        : "not expected: '" + text.charAt(at) + "' at character " + (at + 1));
    }
}
