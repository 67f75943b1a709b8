/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Problem;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Span;
import dev.sparrow.sql.syntax.SqlProblem;

import java.util.Optional;

/// Reads a text with backslashes in it, `E'…'`.
final class Escapes {
    private static final String LETTERS = "ntrbf";
    private static final String CONTROLS = "\n\t\r\b\f";

    private final String text;
    private final int start;
    private final StringBuilder value = new StringBuilder();
    private int next;

    /// @param start where the quote is
    Escapes(String text, int start) {
        this.text = text;
        this.start = start;
        this.next = start + 1;
    }

    String read() {
        while (next < text.length()) {
            var c = text.charAt(next);
            if (c == '\'' && !text.startsWith("''", next)) {
                next++;
                return value.toString();
            }
            if (c == '\\') {
                escape();
            } else {
                value.append(c);
                next += c == '\'' ? 2 : 1;
            }
        }
        throw problem(ProblemCode.UNTERMINATED, start, start + 1, "The text has no end: a second ' is missing.");
    }

    /// Behind the closing quote.
    int end() {
        return next;
    }

    private void escape() {
        var c = next + 1 < text.length() ? text.charAt(next + 1) : '\0';
        next += 2;
        if (c == 'x' || c == 'u' || c == 'U') {
            var digitsMax = c == 'x' ? 2 : c == 'u' ? 4 : 8;
            code(digitsMax, c == 'x' ? 1 : digitsMax);
        } else if (next > text.length()) {
            next--; // the text has no end
        } else {
            var named = LETTERS.indexOf(c);
            value.append(named < 0 ? c : CONTROLS.charAt(named));
        }
    }

    /// A character by its number, of at least so many hexadecimal digits.
    private void code(int digitsMax, int digitsMin) {
        var from = next;
        var code = 0;
        while (next < text.length() && next < from + digitsMax && Character.digit(text.charAt(next), 16) >= 0) {
            code = code * 16 + Character.digit(text.charAt(next), 16);
            next++;
        }
        if (next - from < digitsMin || !Character.isValidCodePoint(code)) {
            throw problem(ProblemCode.BAD_VALUE, from - 2, next, "This is no number of a character.");
        }
        value.appendCodePoint(code);
    }

    private SqlProblem problem(ProblemCode code, int from, int to, String message) {
        return new SqlProblem(
                new Problem(code, text, new Span(from, Math.min(to, text.length())), message, Optional.empty()));
    }
}
