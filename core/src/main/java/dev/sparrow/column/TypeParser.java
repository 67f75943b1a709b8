/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Reads one type from its text form; capitals do not matter in words, and spaces only between them.
final class TypeParser {
    /// Types in types: more are no type of anybody, and would end in a stack that is full.
    private static final int DEPTH_MAX = 64;

    private static final int DIGITS_MAX = 4;

    private final String text;
    private int at;
    private int depth;

    TypeParser(String text) {
        this.text = text;
    }

    ColumnType parse() {
        var type = type();
        skipSpaces();
        if (at < text.length()) {
            throw unexpected("the end");
        }
        return type;
    }

    private ColumnType type() {
        var begin = begin();
        if (++depth > DEPTH_MAX) {
            throw unexpected("a type that is nested less than " + DEPTH_MAX + " deep");
        }
        var word = word();
        var type =
                switch (word) {
                    case "decimal" -> decimal();
                    case "enum" -> new EnumOf(within('(', ')', () -> quoted('\'')));
                    case "opaque" -> opaque();
                    case "list" -> list();
                    case "struct" -> new StructOf(new Schema(within('<', '>', this::field)));
                    case "map" -> map();
                    default -> plain(word, begin);
                };
        depth--;
        return type;
    }

    private ColumnType plain(String word, int begin) {
        return Arrays.stream(Plain.values())
                .filter(plain -> plain.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    at = begin;
                    return unexpected("a type");
                });
    }

    private ColumnType decimal() {
        expect('(');
        var precision = number();
        expect(',');
        var scale = number();
        expect(')');
        return new Decimal(precision, scale);
    }

    private ColumnType opaque() {
        expect('(');
        var className = quoted('\'');
        expect(')');
        return new Opaque(className);
    }

    private ColumnType list() {
        expect('<');
        var element = type();
        var nullable = nullable();
        expect('>');
        return new ListOf(element, nullable);
    }

    private ColumnType map() {
        expect('<');
        var key = type();
        expect(',');
        var value = type();
        var nullable = nullable();
        expect('>');
        return new MapOf(key, value, nullable);
    }

    private Field field() {
        skipSpaces();
        var begin = at;
        var isQuoted = at < text.length() && text.charAt(at) == '"';
        var name = isQuoted ? quoted('"') : text.substring(begin, endOfWord());
        if (at == begin) {
            throw unexpected("a name");
        }
        expect(':');
        return new Field(name, type(), nullable());
    }

    private boolean nullable() {
        var begin = begin();
        if (word().equals("not") && word().equals("null")) {
            return false;
        }
        at = begin;
        return true;
    }

    /// What is between two marks, divided by commas; perhaps nothing.
    private <T> List<T> within(char open, char close, Supplier<T> part) {
        expect(open);
        var parts = new ArrayList<T>();
        while (!next(close)) {
            if (!parts.isEmpty()) {
                expect(',');
            }
            parts.add(part.get());
        }
        return parts;
    }

    private String quoted(char quote) {
        expect(quote);
        var content = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw unexpected("" + quote);
            }
            var c = text.charAt(at++);
            if (c == quote) {
                if (at == text.length() || text.charAt(at) != quote) {
                    return content.toString();
                }
                at++;
            }
            content.append(c);
        }
    }

    /// In small letters; empty if there is none.
    private String word() {
        var begin = begin();
        return text.substring(begin, endOfWord()).toLowerCase(Locale.ROOT);
    }

    private int begin() {
        skipSpaces();
        return at;
    }

    private int endOfWord() {
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at;
    }

    private int number() {
        skipSpaces();
        var begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin || at - begin > DIGITS_MAX) {
            at = begin;
            throw unexpected("a number of at most " + DIGITS_MAX + " digits");
        }
        return Integer.parseInt(text.substring(begin, at));
    }

    private void expect(char mark) {
        if (!next(mark)) {
            throw unexpected("" + mark);
        }
    }

    private boolean next(char mark) {
        skipSpaces();
        if (at < text.length() && text.charAt(at) == mark) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private SparrowException unexpected(String wanted) {
        return SparrowException.invalidArgument(
                "'"
                        + text
                        + "' is not a column type: "
                        + wanted
                        + " should be at character "
                        + (at + 1)
                        + ". Types are such as "
                        + String.join(", ", Arrays.stream(Plain.values()).map(Plain::toString).toList())
                        + ", decimal(15,2), enum('A','B'), list<int>, struct<a: int not null>, map<text,int>.");
    }
}
