/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.Locale;
import java.util.Optional;

/// A unit that an interval counts.
public enum IntervalUnit {
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM;

    /// By its name, in the singular or the plural.
    public static Optional<IntervalUnit> named(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        for (var unit : values()) {
            if (name.equals(unit.word()) || name.equals(unit.plural())) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String plural() {
        return this == CENTURY ? "centuries" : this == MILLENNIUM ? "millennia" : word() + "s";
    }
}
