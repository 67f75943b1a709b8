/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/// Makes the values of a [ValueForm] of its numbers. Compiled loops call these methods, each small enough for the JIT
/// to put it into the loop, where it leaves no object of what a user function only asks for its parts.
public final class Values {
    static final int NANOS = 1_000_000_000;

    private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS - 1;

    /// The first day that is worth remembering, in 1900, and the number of such days.
    private static final int DAY_MIN = -25_567;

    private static final int DAYS = 73_049;

    /// Dates that were made before, for year, month and day of a day's number take as long to find out as the rest of a
    /// short loop. Threads may write the same place: whichever date is read is whole, and equal.
    private static final LocalDate[] DATES = new LocalDate[DAYS];

    private Values() {}

    public static LocalDate date(int day) {
        var place = day - DAY_MIN;
        if (place < 0 || place >= DATES.length) {
            return LocalDate.ofEpochDay(day);
        }
        var known = DATES[place];
        return known != null ? known : known(day);
    }

    private static LocalDate known(int day) {
        var date = LocalDate.ofEpochDay(day);
        DATES[day - DAY_MIN] = date;
        return date;
    }

    public static int year(int day) {
        return date(day).getYear();
    }

    public static int month(int day) {
        return date(day).getMonthValue();
    }

    public static int dayOfMonth(int day) {
        return date(day).getDayOfMonth();
    }

    public static LocalTime time(long nanos) {
        return LocalTime.ofNanoOfDay(nanos);
    }

    public static LocalDateTime dateTime(long nanos) {
        return dateTime(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    public static LocalDateTime dateTime(long seconds, int nanos) {
        return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    }

    public static Instant instant(long nanos) {
        return instant(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    public static Instant instant(long seconds, int nanos) {
        return Instant.ofEpochSecond(seconds, nanos);
    }

    public static Duration duration(long nanos) {
        return Duration.ofNanos(nanos);
    }

    public static Duration duration(long seconds, int nanos) {
        return Duration.ofSeconds(seconds, nanos);
    }

    public static UUID uuid(long more, long less) {
        return new UUID(more, less);
    }

    public static BigDecimal decimal(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }

    /// A number whose unscaled value takes two longs.
    ///
    /// @param more the more significant bits of the unscaled value
    public static BigDecimal decimal(long more, long less, int scale) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(more).putLong(less).array();
        return new BigDecimal(new BigInteger(bytes), scale);
    }

    /// Whether so many seconds fit into a long of nanoseconds.
    static boolean fits(long seconds) {
        return seconds <= SECONDS_MAX && seconds >= -SECONDS_MAX;
    }

    /// Whether the unscaled value surely fits into a long.
    static boolean fits(BigDecimal decimal) {
        return decimal.precision() <= ValueForm.LONG_DIGITS;
    }

    /// The unscaled value of a number that fits into a long, without the `BigInteger` that the number would make.
    static long unscaled(BigDecimal decimal) {
        return decimal.scaleByPowerOfTen(decimal.scale()).longValue();
    }
}
