/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads one JSON value (RFC 8259) from a line, and writes one. Whole numbers are `Long`s, others `Double`s.
final class Json {
    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /// A value as a line: a text, a number, a truth value, nothing, or a list or map of these.
    static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case List<?> list -> list.stream().map(Json::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> quoted(entry.getKey().toString()) + ": " + text(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case Number _, Boolean _ -> value.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        out.append('\\').append((char) c);
                    } else if (c < ' ') {
                        out.append("\\u%04x".formatted(c));
                    } else {
                        out.append((char) c);
                    }
                });
        return out.append('"').toString();
    }

    /// The value that a line consists of.
    ///
    /// @throws IllegalArgumentException if it is no JSON; the message says where
    static Object parse(String text) {
        var json = new Json(text);
        var value = json.value();
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.mistake("the end of the line");
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        if (at == text.length()) {
            throw mistake("a value");
        }
        if (depth == DEPTH_MAX) {
            throw mistake("at most " + DEPTH_MAX + " values inside each other");
        }
        depth++;
        var value =
                switch (text.charAt(at)) {
                    case '{' -> object();
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

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        at++;
        if (!skip('}')) {
            do {
                skipBlanks();
                if (at == text.length() || text.charAt(at) != '"') {
                    throw mistake("a name in quotes");
                }
                var name = string();
                expect(':');
                members.put(name, value());
            } while (skip(','));
            expect('}');
        }
        return members;
    }

    private List<Object> array() {
        var elements = new ArrayList<>();
        at++;
        if (!skip(']')) {
            do {
                elements.add(value());
            } while (skip(','));
            expect(']');
        }
        return elements;
    }

    private String string() {
        var out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw mistake("a closing quote");
    }

    private char escaped() {
        at++;
        if (at == text.length()) {
            throw mistake("an escaped character");
        }
        return switch (text.charAt(at)) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> text.charAt(at);
        };
    }

    private char unicode() {
        try {
            var code = Integer.parseInt(text, at + 1, at + 5, 16);
            at += 4;
            return (char) code;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw mistake("four hexadecimal digits");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw mistake("a value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        var from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var digits = text.substring(from, at);
        try {
            if (digits.matches("-?[0-9]+")) {
                return Long.valueOf(digits);
            }
            return Double.valueOf(digits);
        } catch (NumberFormatException e) {
            at = from;
            throw mistake("a value");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean skip(char c) {
        skipBlanks();
        var there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw mistake("'" + c + "'");
        }
    }

    private IllegalArgumentException mistake(String expected) {
        return new IllegalArgumentException("column " + (at + 1) + ": expected " + expected);
    }
}
