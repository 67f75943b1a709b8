/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class NearestName {
    private static final int COMPARED_MAX = 64;

    private NearestName() {}

    /// The name that can be reached with the fewest letters changed, left out, added or swapped; nothing if that is
    /// more than a third of them, and for very short ones. Among equals one with the same first letter, and then the
    /// first in the alphabet.
    public static Optional<String> of(String written, Collection<String> names) {
        var word = written.toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.length() > COMPARED_MAX) {
            return Optional.empty();
        }
        record Candidate(String name, int distance) {}
        return names.stream()
                .filter(name -> !name.isEmpty() && Math.abs(name.length() - word.length()) <= changesMax(word))
                .map(name -> new Candidate(name, distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= changesMax(word))
                .min(
                        Comparator.comparingInt(Candidate::distance)
                                .thenComparing(candidate -> !startsAlike(word, candidate.name))
                                .thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private static boolean startsAlike(String word, String name) {
        return Character.toLowerCase(name.charAt(0)) == word.charAt(0);
    }

    private static int changesMax(String word) {
        return word.length() < 3 ? 0 : Math.max(1, word.length() / 3);
    }

    /// Of Damerau and Levenshtein, without changes within swapped letters.
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1);
        var least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
