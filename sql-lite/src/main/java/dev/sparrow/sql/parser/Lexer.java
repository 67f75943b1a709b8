/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.SqlProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a text into tokens. Comments and white space are between them and are left out.
final class Lexer {
    static final int TEXT_MAX = 16 << 20;
    private static final int DIGITS_MAX = 1000;
    private static final String OTHER_SPACES = "\u0085\u200b\ufeff";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int parameters;

    private Lexer(String text) {
        this.text = text;
    }

    /// The last token is [Token.Kind#END].
    static List<Token> tokens(String text) {
        if (text.length() > TEXT_MAX) {
            var message =
                    "The statement has "
                            + text.length()
                            + " characters; at most "
                            + TEXT_MAX
                            + " are read. Register long lists of values as a table.";
            throw new SqlProblem(new Problem(ProblemCode.TOO_LONG, text, new Span(0, 0), message, Optional.empty()));
        }
        var lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        skip();
        while (next < text.length()) {
            token();
            skip();
        }
        // An end that is underlined stands behind the last token, not behind comments and empty lines.
        var end = tokens.isEmpty() ? text.length() : tokens.getLast().end();
        tokens.add(new Token(Token.Kind.END, end, end, "", null));
    }

    private void token() {
        var c = text.charAt(next);
        if (isDigit(c) || (c == '.' && isDigit(at(next + 1)))) {
            number();
        } else if (c == '\'') {
            text(next, false);
        } else if (c == '"' || c == '`') {
            quotedName(c);
        } else if (c == '$') {
            dollar();
        } else if (isNameStart(c)) {
            wordOrPrefix(c);
        } else {
            sign(c);
        }
    }

    private void wordOrPrefix(char c) {
        var quote = at(next + 1) == '\'';
        if (quote && (c == 'e' || c == 'E')) {
            text(next + 1, true);
        } else if (quote && (c == 'n' || c == 'N')) {
            text(next + 1, false);
        } else if (quote && (c == 'x' || c == 'X')) {
            digits(Token.Kind.BLOB, 16);
        } else if (quote && (c == 'b' || c == 'B')) {
            digits(Token.Kind.BITS, 2);
        } else {
            var start = next;
            next = nameEnd(start);
            var word = text.substring(start, next);
            tokens.add(new Token(Token.Kind.WORD, start, next, word, Keyword.of(word)));
        }
    }

    private void sign(char c) {
        var sign = Signs.at(text, next);
        if (sign == null) {
            var end = next + Character.charCount(text.codePointAt(next));
            throw problem(
                    ProblemCode.UNEXPECTED, next, end, "'" + text.substring(next, end) + "' means nothing in SQL.");
        }
        if (c == '?') {
            parameters++;
            tokens.add(new Token(Token.Kind.PARAMETER, next, next + 1, String.valueOf(parameters), null));
        } else {
            tokens.add(new Token(Token.Kind.SIGN, next, next + sign.length(), sign, null));
        }
        next += sign.length();
    }

    private void number() {
        var start = next;
        if (text.charAt(start) == '0' && "xXbBoO".indexOf(at(start + 1)) >= 0) {
            next = start + 2;
            while (isDigitOrLetter(at(next))) {
                next++;
            }
        } else {
            digits();
            // Not the point of a call: 1.abs() is abs(1).
            if (at(next) == '.' && (!isNameStart(at(next + 1)) || isExponent(next + 1))) {
                next++;
                digits();
            }
            if (isExponent(next)) {
                next += isDigit(at(next + 1)) ? 1 : 2;
                digits();
            }
        }
        if (isNamePart(at(next))) {
            throw problem(
                    ProblemCode.BAD_VALUE,
                    start,
                    nameEnd(next),
                    "'"
                            + text.substring(start, nameEnd(next))
                            + "' is neither a number nor a name. "
                            + "A name that begins with a digit stands in double quotes.");
        }
        if (next - start > DIGITS_MAX) {
            throw problem(
                    ProblemCode.BAD_VALUE,
                    start,
                    next,
                    "A number has " + (next - start) + " characters; at most " + DIGITS_MAX + " are read.");
        }
        tokens.add(new Token(Token.Kind.NUMBER, start, next, text.substring(start, next), null));
    }

    /// With single underscores between them.
    private void digits() {
        while (isDigit(at(next)) || (at(next) == '_' && isDigit(at(next + 1)) && isDigit(at(next - 1)))) {
            next++;
        }
    }

    private boolean isExponent(int place) {
        var sign = at(place + 1) == '+' || at(place + 1) == '-' ? 1 : 0;
        return (at(place) == 'e' || at(place) == 'E') && isDigit(at(place + 1 + sign));
    }

    /// In double quotes, or between backticks as in Spark.
    private void quotedName(char quote) {
        var start = next;
        var name = quoted(quote, "The quoted name has no end: a second " + quote + " is missing.");
        if (name.isEmpty()) {
            throw problem(ProblemCode.UNEXPECTED, start, next, "A quoted name has at least one character.");
        }
        tokens.add(new Token(Token.Kind.QUOTED_NAME, start, next, name, null));
    }

    /// What stands between quotes, of which two are one.
    private String quoted(char quote, String withoutEnd) {
        var start = next;
        var value = new StringBuilder();
        var from = start + 1;
        while (true) {
            var end = text.indexOf(quote, from);
            if (end < 0) {
                throw problem(ProblemCode.UNTERMINATED, start, start + 1, withoutEnd);
            }
            value.append(text, from, end);
            if (at(end + 1) != quote) {
                next = end + 1;
                return value.toString();
            }
            value.append(quote);
            from = end + 2;
        }
    }

    /// Texts with nothing but a line break between them are one.
    private void text(int quote, boolean escaped) {
        var start = next;
        next = quote;
        var value = new StringBuilder(textPart(escaped));
        var end = next;
        while (goOnInNextLine()) {
            value.append(textPart(escaped));
            end = next;
        }
        next = end;
        tokens.add(new Token(Token.Kind.TEXT, start, end, value.toString(), null));
    }

    private String textPart(boolean escaped) {
        if (!escaped) {
            return quoted('\'', "The text has no end: a second ' is missing.");
        }
        var escapes = new Escapes(text, next);
        var value = escapes.read();
        next = escapes.end();
        return value;
    }

    private boolean goOnInNextLine() {
        var place = next;
        while (place < text.length() && isSpace(text.charAt(place))) {
            place++;
        }
        if (at(place) != '\'' || text.substring(next, place).indexOf('\n') < 0) {
            return false;
        }
        next = place;
        return true;
    }

    private void digits(Token.Kind kind, int radix) {
        var start = next;
        next++;
        var value = quoted('\'', "The bytes have no end: a second ' is missing.");
        if (value.chars().anyMatch(c -> Character.digit(c, radix) < 0)
                || (kind == Token.Kind.BLOB && value.length() % 2 == 1)) {
            var wanted = kind == Token.Kind.BLOB ? "an even number of hexadecimal digits" : "zeros and ones";
            throw problem(ProblemCode.BAD_VALUE, start, next, "Between these quotes stand " + wanted + ".");
        }
        tokens.add(new Token(kind, start, next, value.toUpperCase(java.util.Locale.ROOT), null));
    }

    /// `$1`, `$name`, or a text between `$$` or `$tag$`.
    private void dollar() {
        var start = next;
        var end = start + 1;
        while (isNamePart(at(end)) && at(end) != '$') {
            end++;
        }
        if (at(end) == '$' && !isDigit(at(start + 1))) {
            var tag = text.substring(start, end + 1);
            var close = text.indexOf(tag, end + 1);
            if (close < 0) {
                throw problem(
                        ProblemCode.UNTERMINATED,
                        start,
                        end + 1,
                        "The text has no end: a second " + tag + " is missing.");
            }
            next = close + tag.length();
            tokens.add(new Token(Token.Kind.TEXT, start, next, text.substring(end + 1, close), null));
        } else if (end > start + 1) {
            next = end;
            tokens.add(new Token(Token.Kind.PARAMETER, start, end, text.substring(start + 1, end), null));
        } else {
            throw problem(ProblemCode.UNEXPECTED, start, end, "A $ begins a parameter, $1 or $name, or a text, $$…$$.");
        }
    }

    private void skip() {
        while (next < text.length()) {
            if (isSpace(text.charAt(next))) {
                next++;
            } else if (text.startsWith("--", next)) {
                var end = text.indexOf('\n', next);
                next = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", next)) {
                comment();
            } else {
                return;
            }
        }
    }

    /// Comments may be in comments.
    private void comment() {
        var start = next;
        var depth = 1;
        next += 2;
        while (depth > 0) {
            if (next >= text.length()) {
                throw problem(ProblemCode.UNTERMINATED, start, start + 2, "The comment has no end: a */ is missing.");
            }
            var opens = text.startsWith("/*", next);
            var closes = text.startsWith("*/", next);
            depth += opens ? 1 : closes ? -1 : 0;
            next += opens || closes ? 2 : 1;
        }
    }

    private int nameEnd(int start) {
        var end = start;
        while (isNamePart(at(end))) {
            end++;
        }
        return end;
    }

    /// A character that stands nowhere, past the end.
    private char at(int place) {
        return place < text.length() ? text.charAt(place) : '\0';
    }

    private SqlProblem problem(ProblemCode code, int start, int end, String message) {
        return new SqlProblem(new Problem(code, text, new Span(start, end), message, Optional.empty()));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDigitOrLetter(char c) {
        return isDigit(c) || isLetter(c) || c == '_';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// Other spaces come with texts that are copied from web pages.
    private static boolean isSpace(char c) {
        return c <= ' ' || (c >= 0x80 && (Character.isSpaceChar(c) || OTHER_SPACES.indexOf(c) >= 0));
    }

    static boolean isNameStart(char c) {
        return isLetter(c) || c == '_' || (c >= 0x80 && !isSpace(c));
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
