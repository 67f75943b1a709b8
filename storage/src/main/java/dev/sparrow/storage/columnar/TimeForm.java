/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;

/// Times as two numbers: days or seconds, and the nanoseconds of a second.
enum TimeForm {
    DATE,
    TIME,
    DATE_TIME,
    INSTANT,
    DURATION;

    private static final int NANOS = 1_000_000_000;

    /// The form of a class, or null.
    static TimeForm of(Class<?> type) {
        if (type == LocalDate.class) {
            return DATE;
        }
        if (type == LocalTime.class) {
            return TIME;
        }
        if (type == LocalDateTime.class) {
            return DATE_TIME;
        }
        if (type == Instant.class) {
            return INSTANT;
        }
        return type == Duration.class ? DURATION : null;
    }

    static long major(Object value) {
        return switch (value) {
            case null -> 0;
            case LocalDate date -> date.toEpochDay();
            case LocalTime time -> time.toSecondOfDay();
            case LocalDateTime time -> time.toEpochSecond(ZoneOffset.UTC);
            case Instant instant -> instant.getEpochSecond();
            case Duration duration -> duration.toSeconds();
            default -> throw new IllegalArgumentException("No time: " + value);
        };
    }

    static int minor(Object value) {
        return switch (value) {
            case Duration duration -> duration.toNanosPart();
            case TemporalAccessor time when time.isSupported(NANO_OF_SECOND) -> time.get(NANO_OF_SECOND);
            case null, default -> 0;
        };
    }

    Object of(long major, int minor) {
        return switch (this) {
            case DATE -> LocalDate.ofEpochDay(major);
            case TIME -> LocalTime.ofNanoOfDay(major * NANOS + minor);
            case DATE_TIME -> LocalDateTime.ofEpochSecond(major, minor, ZoneOffset.UTC);
            case INSTANT -> Instant.ofEpochSecond(major, minor);
            case DURATION -> Duration.ofSeconds(major, minor);
        };
    }
}
