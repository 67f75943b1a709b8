/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The questions that R1 and R2 ask of a text.
public final class Words {
    /// The lines that R2 keeps, and what it then counts in them.
    public static final String KEPT = "Light";

    public static final List<String> COUNTED = List.of("Glass", "red", "Ray", "Colour", "Medium");

    private Words() {}

    /// The words of a line: runs of ASCII letters, in small letters. A user's function: R1 calls it in every engine
    /// that takes functions.
    public static List<String> of(String line) {
        var words = new ArrayList<String>();
        var start = -1;
        for (var i = 0; i <= line.length(); i++) {
            if (i < line.length() && isLetter(line.charAt(i))) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(line.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// The order of the answer: the most frequent first, equally frequent ones by the alphabet.
    public static int oftenFirst(String left, long leftCount, String right, long rightCount) {
        var byCount = Long.compare(rightCount, leftCount);
        return byCount != 0 ? byCount : left.compareTo(right);
    }
}
