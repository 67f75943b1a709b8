/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import dev.sparrow.repl.eval.Evaluator.Piece;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Finds the first snippet of a text, line by line, since no semicolon need stand at its end.
///
/// It ends with the first line that completes it, unless the next one goes on: with a dot, further indented than the
/// first if no semicolon came yet, or with the second half of a statement.
public final class FirstSnippet {
    private static final Pattern SECOND_HALF = Pattern.compile("\\s*(else|catch|finally)\\b.*", Pattern.DOTALL);

    private FirstSnippet() {}

    /// Its completeness, itself, and what comes after it. What is no Java ends where that is certain.
    ///
    /// @param analysis what the compiler says of a text
    static Piece of(String text, Function<String, Piece> analysis) {
        var end = 0;
        while (true) {
            var newline = text.indexOf('\n', end);
            end = newline < 0 ? text.length() : newline + 1;
            var lines = text.substring(0, end);
            var after = text.substring(end);
            var piece = analysis.apply(lines);
            var first = first(piece, lines, after);
            if (first.isPresent()) {
                return first.get();
            }
        }
    }

    /// The snippet, if it is known to end within `lines`.
    private static Optional<Piece> first(Piece piece, String lines, String after) {
        return switch (piece.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI ->
                    after.isBlank() || !piece.rest().isBlank() || !goesOn(lines, after)
                            ? Optional.of(new Piece(piece.completeness(), piece.source(), piece.rest() + after))
                            : Optional.empty();
            case UNKNOWN -> Optional.of(new Piece(piece.completeness(), lines, after));
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE, EMPTY ->
                    after.isBlank() ? Optional.of(piece) : Optional.empty();
        };
    }

    /// Whether a snippet that could end goes on.
    ///
    /// @param lines its lines so far
    /// @param after what follows
    public static boolean goesOn(String lines, String after) {
        var next = after.stripLeading();
        if (lines.stripTrailing().endsWith(";")) {
            return false;
        }
        return next.startsWith(".")
                || SECOND_HALF.matcher(next).matches()
                || (indentation(after) > indentation(lines) && !lines.stripTrailing().endsWith("}"));
    }

    /// Of the first line that is not blank.
    private static int indentation(String text) {
        var first = text.length() - text.stripLeading().length();
        return first - (text.lastIndexOf('\n', first - 1) + 1);
    }
}
