/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// How a text is compared with a pattern.
public enum Matching {
    LIKE("like"),
    /// [#LIKE] without regard to case.
    ILIKE("ilike"),
    /// A regular expression for the whole text.
    SIMILAR("similar to"),
    /// A pattern as shells have it for names of files.
    GLOB("glob"),
    /// A regular expression that is found somewhere in the text.
    REGEX("~"),
    /// [#REGEX] without regard to case.
    REGEX_IGNORING_CASE("~*");

    private final String words;

    Matching(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
