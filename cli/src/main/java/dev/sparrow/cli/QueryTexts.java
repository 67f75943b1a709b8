/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import java.util.ArrayList;
import java.util.List;

/// The queries of a text: what stands between its semicolons, but for those in quotes and comments.
final class QueryTexts {
    private QueryTexts() {}

    static List<String> split(String text) {
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
