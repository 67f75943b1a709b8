/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// JSON (RFC 8259) in one line, written from left to right.
public final class JsonLine {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /// Opens an object; where one is open, as the value of the last name.
    public JsonLine open() {
        separate();
        text.append('{');
        first = true;
        return this;
    }

    public JsonLine close() {
        text.append('}');
        first = false;
        return this;
    }

    public JsonLine openArray() {
        separate();
        text.append('[');
        first = true;
        return this;
    }

    public JsonLine closeArray() {
        text.append(']');
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    /// The name of what is written next.
    public JsonLine name(String name) {
        separate();
        quote(text, name);
        text.append(':');
        first = true;
        return this;
    }

    public JsonLine value(String value) {
        separate();
        if (value == null) {
            text.append("null");
        } else {
            quote(text, value);
        }
        return this;
    }

    public JsonLine value(long value) {
        separate();
        text.append(value);
        return this;
    }

    public JsonLine value(double value) {
        separate();
        text.append(Double.isFinite(value) ? String.valueOf(value) : "null");
        return this;
    }

    public JsonLine value(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    public JsonLine put(String name, String value) {
        return name(name).value(value);
    }

    public JsonLine put(String name, long value) {
        return name(name).value(value);
    }

    public JsonLine put(String name, double value) {
        return name(name).value(value);
    }

    public JsonLine put(String name, boolean value) {
        return name(name).value(value);
    }

    /// Anything that JSON has: maps, lists, texts, numbers, truth values and null.
    public JsonLine put(String name, Object value) {
        return name(name).any(value);
    }

    public JsonLine any(Object value) {
        return switch (value) {
            case null -> value((String) null);
            case String words -> value(words);
            case Boolean truth -> value(truth.booleanValue());
            case Double number -> value(number.doubleValue());
            case Number number -> value(number.longValue());
            case Map<?, ?> map -> {
                open();
                map.forEach((name, member) -> put(String.valueOf(name), (Object) member));
                yield close();
            }
            case Collection<?> elements -> {
                openArray();
                elements.forEach(this::any);
                yield closeArray();
            }
            case long[] numbers -> numbers(numbers, numbers.length);
            default -> value(value.toString());
        };
    }

    /// The first of some numbers, as an array.
    public JsonLine numbers(long[] numbers, int count) {
        separate();
        text.append('[');
        for (var i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(numbers[i]);
        }
        text.append(']');
        return this;
    }

    public JsonLine numbers(List<Integer> numbers) {
        return numbers(numbers.stream().mapToLong(Integer::longValue).toArray(), numbers.size());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (var i = 0; i < value.length(); i++) {
            var letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ' || letter == '\u2028' || letter == '\u2029' || Character.isSurrogate(letter)) {
                escape(text, letter);
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }

    /// Halves of pairs too, so that any text of Java's is read as it was.
    private static void escape(StringBuilder text, char letter) {
        text.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((letter >> shift) & 15));
        }
    }
}
