/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/// A record with a component of each type that columns have; all but the first may be null.
public record TypedRecord(
        int id,
        Long number,
        Double real,
        Boolean flag,
        LocalDate day,
        LocalTime time,
        LocalDateTime at,
        Instant instant,
        Duration took,
        BigDecimal price,
        BigDecimal wide,
        UUID key,
        String text,
        Inner inner,
        Object any)
        implements Serializable {

    /// Part of a record.
    public record Inner(long count, LocalDate since) implements Serializable {}

    private static final List<String> WORDS = List.of("", "a", "b", "größer", "\uD83D\uDE00", "a longer text of words");

    /// A record whose values follow from a number; each is null now and then, and some are far from what is usual.
    static TypedRecord of(int id, Choices choices) {
        return new TypedRecord(
                id,
                choices.below(5) == 0 ? null : (Long) (choices.below(9) == 0 ? choices.seed() : choices.below(300)),
                choices.below(5) == 0 ? null : (Double) (choices.below(2_000) / 16.0),
                choices.below(5) == 0 ? null : (Boolean) choices.coin(),
                choices.below(5) == 0 ? null : day(choices),
                choices.below(5) == 0
                        ? null
                        : LocalTime.ofSecondOfDay(choices.below(86_400)).plusNanos(choices.below(9)),
                choices.below(5) == 0 ? null : at(choices),
                choices.below(5) == 0 ? null : instant(choices),
                choices.below(5) == 0 ? null : Duration.ofSeconds(choices.below(30) == 0 ? Long.MIN_VALUE : 90, 7),
                choices.below(5) == 0 ? null : BigDecimal.valueOf(choices.below(100_000) - 5_000, 2),
                choices.below(5) == 0 ? null : wide(choices),
                choices.below(5) == 0 ? null : new UUID(choices.below(3), choices.seed()),
                choices.below(5) == 0 ? null : choices.oneOf(WORDS),
                choices.below(5) == 0 ? null : new Inner(choices.below(9), choices.coin() ? null : day(choices)),
                choices.oneOf(java.util.Arrays.asList(null, 1L, 1, "any", LocalDate.EPOCH)));
    }

    private static LocalDate day(Choices choices) {
        return choices.below(40) == 0 ? LocalDate.MIN : LocalDate.ofEpochDay(choices.below(60_000) - 30_000);
    }

    private static LocalDateTime at(Choices choices) {
        return choices.below(40) == 0
                ? LocalDateTime.MAX
                : LocalDateTime.of(1969, 12, 31, 23, 59, choices.below(60), 5);
    }

    private static Instant instant(Choices choices) {
        return choices.below(40) == 0 ? Instant.MIN : Instant.ofEpochSecond(choices.below(90) - 45, choices.below(3));
    }

    private static BigDecimal wide(Choices choices) {
        return switch (choices.below(30)) {
            case 0 -> new BigDecimal("1e60");
            case 1, 2 -> BigDecimal.valueOf(choices.seed(), 1 + choices.below(3));
            case 3, 4, 5 -> new BigDecimal("123456789012345678901234.56");
            default -> new BigDecimal("1234567890123456." + (10 + choices.below(90)));
        };
    }

    TypedRecord withNumber(Long other) {
        return new TypedRecord(id, other, real, flag, day, time, at, instant, took, price, wide, key, text, inner, any);
    }

    TypedRecord withDay(LocalDate other) {
        return new TypedRecord(
                id, number, real, flag, other, time, at, instant, took, price, wide, key, text, inner, any);
    }

    TypedRecord withPrice(BigDecimal other) {
        return new TypedRecord(
                id, number, real, flag, day, time, at, instant, took, other, wide, key, text, inner, any);
    }

    TypedRecord withText(String other) {
        return new TypedRecord(
                id, number, real, flag, day, time, at, instant, took, price, wide, key, other, inner, any);
    }

    boolean isBefore(LocalDate limit) {
        return day != null && day.isBefore(limit);
    }
}
