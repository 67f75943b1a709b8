/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A pattern of dates or times, as `DateTimeFormatter` has them; names of months and days are English.
final class TimePattern implements Serializable {
    private static final long serialVersionUID = 1;

    private final String pattern;

    /// Made when it is needed, since it does not travel.
    private transient DateTimeFormatter formatter;

    TimePattern(String pattern) {
        this.pattern = pattern;
    }

    /// @throws IllegalArgumentException if the pattern is none
    DateTimeFormatter formatter() {
        if (formatter == null) {
            // Strict, so that a date that does not exist is not taken for the nearest. Years are of our era.
            formatter =
                    new DateTimeFormatterBuilder()
                            .appendPattern(pattern)
                            .parseDefaulting(ChronoField.ERA, 1)
                            .toFormatter(Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT);
        }
        return formatter;
    }

    TextForm.Parser parser(Function<TemporalAccessor, Object> make) {
        return text -> make.apply(formatter().parse(text.strip()));
    }

    String text(TemporalAccessor value) {
        return formatter().format(value);
    }

    /// The value, if the text is one. An exception for each text that is none would be slow.
    Optional<Object> find(String text, Function<TemporalAccessor, Object> make) {
        var place = new ParsePosition(0);
        if (formatter().parseUnresolved(text, place) == null || place.getIndex() < text.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(make.apply(formatter().parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
