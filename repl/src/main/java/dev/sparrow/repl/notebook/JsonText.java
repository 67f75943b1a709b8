/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// JSON (RFC 8259) as maps, lists, texts, numbers, truth values and null.
public final class JsonText {
    private static final int DEPTH_MAX = 200;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Map<String, Object> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("true", true);
        WORDS.put("false", false);
        WORDS.put("null", null);
    }

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /// The value that a text is.
    ///
    /// @throws IllegalArgumentException with the place, if it is none
    public static Object parse(String text) {
        var json = new JsonText(text);
        var value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (at == text.length() || ++depth > DEPTH_MAX) {
            throw unexpected();
        }
        var value =
                switch (text.charAt(at)) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> wordOrNumber();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
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

    private List<Object> array() {
        var elements = new ArrayList<>();
        at++;
        if (skipped(']')) {
            return elements;
        }
        do {
            elements.add(value());
        } while (skipped(','));
        require(']');
        return elements;
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw unexpected();
        }
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '"') {
                at++;
                return value.toString();
            }
            if (letter < ' ') {
                throw unexpected();
            }
            value.append(letter == '\\' ? escaped() : letter);
        }
        throw unexpected();
    }

    /// The letter that an escape means; ends on its last one.
    private char escaped() {
        at++;
        var letter = at < text.length() ? text.charAt(at) : ' ';
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        var digits = text.substring(Math.min(at + 1, text.length()), Math.min(at + 5, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw unexpected();
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private Object wordOrNumber() {
        for (var word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                at += word.getKey().length();
                return word.getValue();
            }
        }
        var number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected();
        }
        at = number.end();
        return number.group(2) == null && number.group(3) == null && number.group().length() < 19
                ? (Object) Long.valueOf(number.group())
                : Double.valueOf(number.group());
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skipped(char sign) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char sign) {
        if (!skipped(sign)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        var line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new IllegalArgumentException("it is not JSON at line " + Math.max(1, line));
    }

    /// A value as text, indented by a space for each level, as notebooks are.
    public static String of(Object value) {
        var text = new StringBuilder();
        write(value, "\n", text);
        return text.append('\n').toString();
    }

    private static void write(Object value, String lineEnd, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                var between = "{";
                for (var member : map.entrySet()) {
                    out.append(between).append(lineEnd).append(' ');
                    write(member.getKey(), lineEnd, out);
                    out.append(": ");
                    write(member.getValue(), lineEnd + " ", out);
                    between = ",";
                }
                out.append(map.isEmpty() ? "{}" : lineEnd + "}");
            }
            case List<?> list -> {
                var between = "[";
                for (var element : list) {
                    out.append(between).append(lineEnd).append(' ');
                    write(element, lineEnd + " ", out);
                    between = ",";
                }
                out.append(list.isEmpty() ? "[]" : lineEnd + "]");
            }
            case String string -> quote(string, out);
            case null, default -> out.append(value);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < string.length(); i++) {
            var letter = string.charAt(i);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (letter < ' ' || (Character.isSurrogate(letter) && !isWhole(string, i))) {
                        out.append(String.format("\\u%04x", (int) letter));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }

    /// Whether the half of a letter has its other half beside it.
    private static boolean isWhole(String string, int at) {
        return Character.isHighSurrogate(string.charAt(at))
                ? at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
    }
}
