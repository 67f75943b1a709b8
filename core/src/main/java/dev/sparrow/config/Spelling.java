/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Finds the word that was meant.
public final class Spelling {
    private Spelling() {}

    /// The question, with a blank before it, whether the nearest of some words was meant; empty if none is near: a
    /// third of the letters may be wrong.
    public static String question(String typed, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(typed, candidate) <= (typed.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)))
                .map(candidate -> " Did you mean " + candidate + "?")
                .orElse("");
    }

    /// Letters to insert, delete or replace (Wagner and Fischer 1974), upper and lower case being equal.
    private static int distance(String typed, String meant) {
        var left = typed.toLowerCase(Locale.ROOT);
        var right = meant.toLowerCase(Locale.ROOT);
        var distances = new int[left.length() + 1][right.length() + 1];
        for (var i = 0; i <= left.length(); i++) {
            for (var j = 0; j <= right.length(); j++) {
                distances[i][j] =
                        i == 0 || j == 0
                                ? i + j
                                : Math.min(
                                        distances[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1),
                                        1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
            }
        }
        return distances[left.length()][right.length()];
    }
}
