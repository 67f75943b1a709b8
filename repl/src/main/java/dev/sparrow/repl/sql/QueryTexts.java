/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import java.util.ArrayList;
import java.util.List;

/// The queries of a text: what stands between its semicolons, but for those in quotes and comments.
public final class QueryTexts {
    private QueryTexts() {}

    /// Each without its semicolon; what stands behind the last one, too.
    public static List<String> split(String text) {
        var queries = new ArrayList<String>();
        var from = 0;
        for (var at = 0; at < text.length(); at++) {
            var end = skipped(text, at);
            if (end > at) {
                at = end - 1;
            } else if (text.charAt(at) == ';') {
                add(text.substring(from, at), queries);
                from = at + 1;
            }
        }
        add(text.substring(from), queries);
        return queries;
    }

    /// Whether nothing but blanks and comments stands behind the last semicolon.
    static boolean isComplete(String text) {
        var end = -1;
        for (var at = 0; at < text.length(); at++) {
            var skipped = skipped(text, at);
            if (skipped > at) {
                end = isComment(text, at) ? end : -1;
                at = skipped - 1;
            } else if (text.charAt(at) == ';') {
                end = at;
            } else if (!Character.isWhitespace(text.charAt(at))) {
                end = -1;
            }
        }
        return end >= 0;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    /// The text of the quotes that the cursor is in; null if it is in none.
    static String openText(String before) {
        for (var at = 0; at < before.length(); at++) {
            var end = skipped(before, at);
            if (end > at) {
                if (before.charAt(at) == '\'' && (end == before.length()) && !isClosed(before, at)) {
                    return before.substring(at + 1);
                }
                at = end - 1;
            }
        }
        return null;
    }

    private static boolean isClosed(String text, int quote) {
        return text.length() - 1 > quote && text.endsWith("'");
    }

    private static void add(String query, List<String> into) {
        if (!query.isBlank()) {
            into.add(query.strip());
        }
    }

    /// Where the quotes or the comment that begin here end; `at` if none does.
    private static int skipped(String text, int at) {
        var character = text.charAt(at);
        if (character == '\'' || character == '"') {
            return behind(text, String.valueOf(character), at + 1);
        }
        if (text.startsWith("--", at)) {
            return behind(text, "\n", at);
        }
        return text.startsWith("/*", at) ? behind(text, "*/", at + 2) : at;
    }

    private static int behind(String text, String end, int from) {
        var found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
