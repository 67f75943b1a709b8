/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

/// The parameters of a statement: its question marks, but for those in quotes and comments.
public final class Parameters {
    private final String text;

    Parameters(String text) {
        this.text = text;
    }

    public int getParameterCount() {
        return count(text);
    }

    static int count(String text) {
        var count = 0;
        for (var at = 0; at < text.length(); at++) {
            at = skipped(text, at);
            if (at < text.length() && text.charAt(at) == '?') {
                count++;
            }
        }
        return count;
    }

    /// The last character of the quotes or the comment that begin here; `at` if none does.
    private static int skipped(String text, int at) {
        var character = text.charAt(at);
        if (character == '\'' || character == '"') {
            return end(text, String.valueOf(character), at + 1);
        }
        if (text.startsWith("--", at)) {
            return end(text, "\n", at);
        }
        return text.startsWith("/*", at) ? end(text, "*/", at + 2) : at;
    }

    private static int end(String text, String end, int from) {
        var found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length() - 1;
    }
}
