/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.Utf8;
import dev.sparrow.table.kernel.Texts;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Names that people may have meant.
public final class Suggestions {
    private Suggestions() {}

    /// A sentence that asks for the nearest name, with a space in front; empty if none is near.
    public static String of(String name, Collection<String> known) {
        var written = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingLong(other -> distance(written, other)))
                .filter(nearest -> distance(written, nearest) <= Math.max(1, written.length() / 3))
                .map(nearest -> " Did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static long distance(String one, String other) {
        return Texts.levenshtein(Utf8.of(one), Utf8.of(other.toLowerCase(Locale.ROOT)));
    }
}
