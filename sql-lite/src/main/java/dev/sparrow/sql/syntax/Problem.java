/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Optional;

/// What is wrong with a statement, and where.
///
/// @param text all of what was read
/// @param at within `text`
/// @param message what is wrong, without the place
/// @param hint what was perhaps meant
public record Problem(ProblemCode code, String text, Span at, String message, Optional<String> hint) {
    /// How much of a line is shown.
    private static final int SHOWN_MAX = 100;

    /// From 1.
    public int line() {
        return 1 + (int) text.chars().limit(at.start()).filter(c -> c == '\n').count();
    }

    /// From 1, in characters as people count them.
    public int column() {
        return 1 + text.codePointCount(lineStart(), at.start());
    }

    /// Whether more text could make it right, as when somebody is still typing.
    public boolean isAtEnd() {
        return code == ProblemCode.UNTERMINATED || (code == ProblemCode.UNEXPECTED && at.start() == at.end());
    }

    /// The place, the message, and the line with what is meant underlined.
    public String report() {
        return "SQL, line "
                + line()
                + ", column "
                + column()
                + ": "
                + message
                + hint.map(words -> " " + words).orElse("")
                + "\n"
                + underlined();
    }

    public SparrowException exception() {
        var limit = code == ProblemCode.TOO_DEEP || code == ProblemCode.TOO_LONG;
        return new SparrowException(limit ? ErrorCode.LIMIT_EXCEEDED : ErrorCode.INVALID_SQL, report());
    }

    private int lineStart() {
        return text.lastIndexOf('\n', at.start() - 1) + 1;
    }

    private int lineEnd() {
        var end = text.indexOf('\n', at.start());
        return end < 0 ? text.length() : end;
    }

    private String underlined() {
        var first = Math.max(lineStart(), at.start() - SHOWN_MAX / 2);
        var last = Math.min(lineEnd(), first + SHOWN_MAX);
        var shown = plain(text.substring(first, last));
        var before = text.codePointCount(first, at.start());
        var marked = text.codePointCount(at.start(), Math.clamp(at.end(), at.start(), last));
        return "    " + shown + "\n    " + " ".repeat(before) + "^".repeat(Math.max(1, marked));
    }

    /// Of one column for each character: what moves the cursor is left blank.
    private static String plain(String line) {
        var plain = new StringBuilder();
        line.codePoints().forEach(c -> plain.appendCodePoint(isShown(c) ? c : ' '));
        return plain.toString().stripTrailing();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR -> false;
            default -> true;
        };
    }
}
