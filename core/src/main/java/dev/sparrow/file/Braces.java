/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The commas and braces of path patterns: `a,{b,c}/d` is two paths, of which the second means `b/d` and `c/d`. Behind
/// a backslash and between brackets they are characters like others.
final class Braces {
    private static final int EXPANDED_MAX = 10_000;

    private Braces() {}

    /// The parts between the commas that are in no braces.
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.length(); i = next(text, i)) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth <= 0) {
                        parts.add(text.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /// All texts without braces that a text with braces means.
    static List<String> expand(String text) {
        var expanded = new ArrayList<String>();
        var open = new ArrayDeque<String>();
        open.add(text);
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            var begin = opening(next);
            if (begin < 0) {
                expanded.add(next);
            } else {
                var end = closing(next, begin);
                split(next.substring(begin + 1, end))
                        .forEach(choice -> open.add(next.substring(0, begin) + choice + next.substring(end + 1)));
            }
            if (expanded.size() + open.size() > EXPANDED_MAX) {
                throw new SparrowException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "The braces of the path '"
                                + text
                                + "' mean more than "
                                + EXPANDED_MAX
                                + " paths. Use * where the names follow a pattern.");
            }
        }
        return expanded;
    }

    /// Where the first brace is; negative if there is none.
    private static int opening(String text) {
        for (var i = 0; i < text.length(); i = next(text, i)) {
            if (text.charAt(i) == '{') {
                return i;
            }
        }
        return -1;
    }

    /// Where the next character is that may be a comma or a brace: behind an escaped one, and behind a whole `[…]`.
    private static int next(String text, int i) {
        return switch (text.charAt(i)) {
            case '\\' -> i + 2;
            case '[' -> Math.max(i, text.indexOf(']', i)) + 1;
            default -> i + 1;
        };
    }

    private static int closing(String text, int begin) {
        var depth = 0;
        for (var i = begin; i < text.length(); i = next(text, i)) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw SparrowException.invalidArgument("The path '" + text + "' has a { without its }.");
    }
}
