/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import java.util.Arrays;
import java.util.Comparator;

/// The signs of SQL that are no letters. Where several begin alike, the longest is meant.
final class Signs {
    private static final String[] ALL = {
        "(", ")", "[", "]", "{", "}", ",", ";", ".", ":", "?", "#", "::", ":=", "=>", "+", "-", "*", "/", "//", "%",
        "^", "**", "=", "==", "<>", "!=", "<", "<=", ">", ">=", "||", "|", "&", "&&", "<<", ">>", "~", "~*", "!~",
        "!~*", "~~", "~~*", "!~~", "!~~*", "~~~", "!~~~", "->", "->>", "^@", "@", "@>", "<@", "<->", "<=>"
    };

    private static final String[][] BY_FIRST = new String[128][];

    static {
        for (var c = 0; c < BY_FIRST.length; c++) {
            var first = (char) c;
            BY_FIRST[c] =
                    Arrays.stream(ALL)
                            .filter(sign -> sign.charAt(0) == first)
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .toArray(String[]::new);
        }
    }

    private Signs() {}

    /// The sign that begins there; null if none does.
    static String at(String text, int place) {
        var c = text.charAt(place);
        if (c < BY_FIRST.length) {
            for (var sign : BY_FIRST[c]) {
                if (text.startsWith(sign, place)) {
                    return sign;
                }
            }
        }
        return null;
    }
}
