/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.time.LocalDate;
import java.util.regex.Pattern;

/// Functions of lengths of time.
public final class Intervals {
    private static final Pattern PART = Pattern.compile("\\s*([+-]?\\d+)\\s*([a-zA-Z]+)\\s*");
    private static final Pattern TIME = Pattern.compile("\\s*([+-]?)(\\d+):(\\d+)(?::(\\d+)(?:\\.(\\d{1,6}))?)?\\s*");
    private static final long NANOS = 1000;
    private static final long SECOND = 1_000_000;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private Intervals() {}

    @Sql(
            value = {"+(interval, interval) interval"},
            does = "Both lengths of time together.")
    public static Object add(Object left, Object right) {
        return ((Interval) left).plus((Interval) right);
    }

    @Sql(
            value = {"-(interval, interval) interval"},
            does = "The first length of time without the second.")
    public static Object subtract(Object left, Object right) {
        return ((Interval) left).plus(((Interval) right).times(-1));
    }

    @Sql(
            value = {"-(interval) interval"},
            does = "The length of time back.")
    public static Object negate(Object interval) {
        return ((Interval) interval).times(-1);
    }

    @Sql(
            value = {"*(interval, bigint) interval"},
            does = "The length of time so many times.")
    public static Object times(Object interval, long factor) {
        return ((Interval) interval).times(factor);
    }

    @Sql(
            value = {"*(bigint, interval) interval"},
            does = "The length of time so many times.")
    public static Object times(long factor, Object interval) {
        return ((Interval) interval).times(factor);
    }

    @Sql(
            value = {"+(timestamp, interval) timestamp"},
            does = "The time so much later.")
    public static long later(long timestamp, Object interval) {
        var by = (Interval) interval;
        var months = by.months() == 0 ? timestamp : Dates.addMonths(timestamp, by.months());
        return Dates.addNanos(months, Math.addExact(by.days() * DAY_NANOS, Math.multiplyExact(by.micros(), NANOS)));
    }

    @Sql(
            value = {"+(interval, timestamp) timestamp"},
            does = "The time so much later.")
    public static long later(Object interval, long timestamp) {
        return later(timestamp, interval);
    }

    @Sql(
            value = {"-(timestamp, interval) timestamp"},
            does = "The time so much earlier.")
    public static long earlier(long timestamp, Object interval) {
        return later(timestamp, ((Interval) interval).times(-1));
    }

    @Sql(
            value = {"interval_between(timestamp, timestamp) interval"},
            does = "The days and the time from the second to the first.")
    public static Object between(long to, long from) {
        var micros = Math.subtractExact(to, from) / NANOS;
        var day = DAY_NANOS / NANOS;
        return new Interval(0, Math.toIntExact(micros / day), micros % day);
    }

    @Sql(
            value = {"to_years(bigint) interval"},
            does = "So many years.")
    public static Object years(long count) {
        return Interval.ofMonths(12 * count);
    }

    @Sql(
            value = {"to_months(bigint) interval"},
            does = "So many months.")
    public static Object months(long count) {
        return Interval.ofMonths(count);
    }

    @Sql(
            value = {"to_weeks(bigint) interval"},
            does = "So many weeks.")
    public static Object weeks(long count) {
        return Interval.ofDays(7 * count);
    }

    @Sql(
            value = {"to_days(bigint) interval"},
            does = "So many days.")
    public static Object days(long count) {
        return Interval.ofDays(count);
    }

    @Sql(
            value = {"to_hours(bigint) interval"},
            does = "So many hours.")
    public static Object hours(long count) {
        return Interval.ofMicros(Math.multiplyExact(count, 3600 * SECOND));
    }

    @Sql(
            value = {"to_minutes(bigint) interval"},
            does = "So many minutes.")
    public static Object minutes(long count) {
        return Interval.ofMicros(Math.multiplyExact(count, 60 * SECOND));
    }

    @Sql(
            value = {"to_seconds(double) interval"},
            does = "So many seconds.")
    public static Object seconds(double count) {
        return Interval.ofMicros(Math.round(count * SECOND));
    }

    @Sql(
            value = {"to_milliseconds(double) interval"},
            does = "So many milliseconds.")
    public static Object milliseconds(double count) {
        return Interval.ofMicros(Math.round(count * 1000));
    }

    @Sql(
            value = {"to_microseconds(bigint) interval"},
            does = "So many microseconds.")
    public static Object microseconds(long count) {
        return Interval.ofMicros(count);
    }

    @Sql(
            value = {"date_part(text, interval) bigint", "datepart(text, interval) bigint"},
            does = "A part of the length of time, such as months or hours.")
    public static long part(Utf8 part, Object interval) {
        var of = (Interval) interval;
        var seconds = of.micros() / SECOND;
        return switch (part.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "year", "years" -> of.months() / 12;
            case "month", "months" -> of.months() % 12;
            case "quarter", "quarters" -> of.months() % 12 / 3 + 1;
            case "day", "days" -> of.days();
            case "hour", "hours" -> seconds / 3600;
            case "minute", "minutes" -> seconds / 60 % 60;
            case "second", "seconds" -> seconds % 60;
            case "millisecond", "milliseconds" -> of.micros() % (60 * SECOND) / 1000;
            case "microsecond", "microseconds" -> of.micros() % (60 * SECOND);
            default -> throw Failures.refused("A length of time has no part '" + part + "'.");
        };
    }

    @Sql(
            value = {"epoch(interval) double"},
            does = "The seconds of the length of time.")
    public static double epoch(Object interval) {
        return ((Interval) interval).totalMicros() / (double) SECOND;
    }

    /// The length of time that a text says: `1 month 2 days 03:04:05`.
    public static Object parse(Utf8 text) {
        var rest = text.toString();
        var sum = new Interval(0, 0, 0);
        while (!rest.isBlank()) {
            var part = PART.matcher(rest);
            var time = TIME.matcher(rest);
            if (part.lookingAt()) {
                sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2), text));
                rest = rest.substring(part.end());
            } else if (time.matches()) {
                sum = sum.plus(time(time));
                rest = "";
            } else {
                throw wrong(text);
            }
        }
        if (text.toString().isBlank()) {
            throw wrong(text);
        }
        return sum;
    }

    private static RuntimeException wrong(Utf8 text) {
        return Failures.noCast(text, "interval, such as '1 month 2 days'");
    }

    private static Interval time(java.util.regex.Matcher time) {
        var seconds =
                Long.parseLong(time.group(2)) * 3600
                        + Long.parseLong(time.group(3)) * 60
                        + (time.group(4) == null ? 0 : Long.parseLong(time.group(4)));
        var fraction = time.group(5) == null ? 0 : Long.parseLong((time.group(5) + "000000").substring(0, 6));
        var micros = seconds * SECOND + fraction;
        return Interval.ofMicros("-".equals(time.group(1)) ? -micros : micros);
    }

    private static Interval of(long count, String unit, Utf8 text) {
        var word = unit.toLowerCase(java.util.Locale.ROOT);
        return switch (word.endsWith("s") && word.length() > 1 ? word.substring(0, word.length() - 1) : word) {
            case "millennium", "millennia" -> Interval.ofMonths(12_000 * count);
            case "century", "centurie" -> Interval.ofMonths(1200 * count);
            case "decade" -> Interval.ofMonths(120 * count);
            case "year", "y", "yr" -> Interval.ofMonths(12 * count);
            case "quarter" -> Interval.ofMonths(3 * count);
            case "month", "mon" -> Interval.ofMonths(count);
            case "week", "w" -> Interval.ofDays(7 * count);
            case "day", "d" -> Interval.ofDays(count);
            case "hour", "h", "hr" -> Interval.ofMicros(Math.multiplyExact(count, 3600 * SECOND));
            case "minute", "min", "m" -> Interval.ofMicros(Math.multiplyExact(count, 60 * SECOND));
            case "second", "sec" -> Interval.ofMicros(Math.multiplyExact(count, SECOND));
            case "millisecond", "msec" -> Interval.ofMicros(count * 1000);
            case "microsecond", "u", "usec" -> Interval.ofMicros(count);
            default -> throw wrong(text);
        };
    }

    /// The first moment of a date, so much later.
    @Sql(
            value = {"+(date, interval) timestamp"},
            does = "The beginning of the date so much later.")
    public static long laterThanDate(int date, Object interval) {
        return later(LocalDate.ofEpochDay(date).toEpochDay() * DAY_NANOS, interval);
    }

    @Sql(
            value = {"-(date, interval) timestamp"},
            does = "The beginning of the date so much earlier.")
    public static long earlierThanDate(int date, Object interval) {
        return laterThanDate(date, ((Interval) interval).times(-1));
    }
}
