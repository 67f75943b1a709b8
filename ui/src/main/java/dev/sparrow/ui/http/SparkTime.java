/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.RunFacts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as Spark's REST answers have them, such as `2015-02-03T16:43:00.906GMT`.
final class SparkTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SparkTime() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }

    static String of(RunFacts facts, long micros) {
        return of(facts.instant(micros));
    }

    /// A time of a query, or a day.
    ///
    /// @throws IllegalArgumentException if it is neither
    static Instant parse(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.from(FORMAT.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Couldn't parse date: " + text, e);
        }
    }
}
