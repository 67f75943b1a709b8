/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/// Functions of dates (days since 1970) and timestamps (nanoseconds since 1970, in no time zone).
public final class Dates {
    private static final long NANOS = 1_000_000_000;
    private static final int FIRST_DAY = -25_567;
    private static final int DAYS = 73_049;

    /// Year, month and day of the days that most data have, each in so many bits.
    private static final int[] PARTS = new int[DAYS];

    static {
        var date = LocalDate.ofEpochDay(FIRST_DAY);
        for (var i = 0; i < DAYS; i++) {
            PARTS[i] = date.getYear() << 9 | date.getMonthValue() << 5 | date.getDayOfMonth();
            date = date.plusDays(1);
        }
    }

    private Dates() {}

    private static int parts(int day) {
        var place = day - FIRST_DAY;
        if (place >= 0 && place < DAYS) {
            return PARTS[place];
        }
        var date = LocalDate.ofEpochDay(day);
        return date.getYear() << 9 | date.getMonthValue() << 5 | date.getDayOfMonth();
    }

    @Sql(
            value = {"year(date) bigint"},
            does = "The year.")
    public static long year(int day) {
        return parts(day) >> 9;
    }

    @Sql(
            value = {"month(date) bigint"},
            does = "The month, from 1.")
    public static long month(int day) {
        return parts(day) >> 5 & 15;
    }

    @Sql(
            value = {"day(date) bigint", "dayofmonth(date) bigint"},
            does = "The day of the month, from 1.")
    public static long day(int day) {
        return parts(day) & 31;
    }

    @Sql(
            value = {"quarter(date) bigint"},
            does = "The quarter of the year, from 1.")
    public static long quarter(int day) {
        return (month(day) + 2) / 3;
    }

    @Sql(
            value = {"dayofweek(date) bigint", "weekday(date) bigint"},
            does = "The day of the week, from 0 for Sunday.")
    public static long dayOfWeek(int day) {
        return Math.floorMod(day + 4, 7);
    }

    @Sql(
            value = {"isodow(date) bigint"},
            does = "The day of the week, from 1 for Monday.")
    public static long isoDayOfWeek(int day) {
        return Math.floorMod(day + 3L, 7L) + 1;
    }

    @Sql(
            value = {"dayofyear(date) bigint"},
            does = "The day of the year, from 1.")
    public static long dayOfYear(int day) {
        return LocalDate.ofEpochDay(day).getDayOfYear();
    }

    @Sql(
            value = {"week(date) bigint", "weekofyear(date) bigint"},
            does = "The week of the year, as ISO 8601 counts.")
    public static long week(int day) {
        return LocalDate.ofEpochDay(day).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    @Sql(
            value = {"isoyear(date) bigint"},
            does = "The year that the week belongs to, as ISO 8601 counts.")
    public static long isoYear(int day) {
        return LocalDate.ofEpochDay(day).get(IsoFields.WEEK_BASED_YEAR);
    }

    @Sql(
            value = {"yearweek(date) bigint"},
            does = "Year and week as one number.")
    public static long yearWeek(int day) {
        return 100 * isoYear(day) + week(day);
    }

    @Sql(
            value = {"decade(date) bigint"},
            does = "The year without its last digit.")
    public static long decade(int day) {
        return Math.floorDiv(year(day), 10);
    }

    @Sql(
            value = {"century(date) bigint"},
            does = "The century.")
    public static long century(int day) {
        return (year(day) - 1) / 100 + 1;
    }

    @Sql(
            value = {"millennium(date) bigint"},
            does = "The millennium.")
    public static long millennium(int day) {
        return (year(day) - 1) / 1000 + 1;
    }

    @Sql(
            value = {"era(date) bigint"},
            does = "1 for years of our era, else 0.")
    public static long era(int day) {
        return year(day) > 0 ? 1 : 0;
    }

    @Sql(
            value = {"dayname(date) text"},
            does = "The name of the day of the week.")
    public static Utf8 dayName(int day) {
        return Utf8.of(
                DayOfWeek.of((int) isoDayOfWeek(day))
                        .getDisplayName(
                                TextStyle.FULL, Locale.ROOT.equals(Locale.ENGLISH) ? Locale.ROOT : Locale.ENGLISH));
    }

    @Sql(
            value = {"monthname(date) text"},
            does = "The name of the month.")
    public static Utf8 monthName(int day) {
        return Utf8.of(LocalDate.ofEpochDay(day).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }

    @Sql(
            value = {"last_day(date) date"},
            does = "The last day of the month.")
    public static int lastDay(int day) {
        return (int) LocalDate.ofEpochDay(day).with(TemporalAdjusters.lastDayOfMonth()).toEpochDay();
    }

    @Sql(
            value = {"make_date(bigint, bigint, bigint) date"},
            does = "The date of a year, a month and a day.")
    public static int makeDate(long year, long month, long day) {
        try {
            return (int) LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), Math.toIntExact(day)).toEpochDay();
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw Failures.refused("There is no date " + year + "-" + month + "-" + day + ".");
        }
    }

    @Sql(
            value = {"+(date, int) date", "add(date, int) date"},
            does = "The date so many days later.")
    public static int addDays(int day, int days) {
        return Numbers.add(day, days);
    }

    @Sql(
            value = {"-(date, int) date", "subtract(date, int) date"},
            does = "The date so many days earlier.")
    public static int subtractDays(int day, int days) {
        return Numbers.subtract(day, days);
    }

    @Sql(
            value = {"-(date, date) bigint", "subtract(date, date) bigint"},
            does = "The days from the second date to the first.")
    public static long daysBetween(int left, int right) {
        return (long) left - right;
    }

    @Sql(
            value = {"add_months(date, int) date"},
            does = "The date so many months later, at most the last day of that month.")
    public static int addMonths(int day, int months) {
        return Math.toIntExact(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
    }

    @Sql(
            value = {"add_months(timestamp, int) timestamp"},
            does = "The time so many months later.")
    public static long addMonths(long nanos, int months) {
        var time = Casts.dateTime(nanos);
        return Casts.nanos(time.plusMonths(months), time);
    }

    @Sql(
            value = {"add_nanos(timestamp, bigint) timestamp"},
            does = "The time so many nanoseconds later.")
    public static long addNanos(long nanos, long more) {
        try {
            return Math.addExact(nanos, more);
        } catch (ArithmeticException e) {
            throw Failures.outOfRange(
                    Casts.dateTime(nanos), "timestamp, which is from 1677 to 2262, after the addition");
        }
    }

    @Sql(
            value = {"-(timestamp, timestamp) duration", "age(timestamp, timestamp) duration"},
            does = "The time from the second to the first.")
    public static long between(long left, long right) {
        return Numbers.subtract(left, right);
    }

    @Sql(
            value = {"+(timestamp, duration) timestamp"},
            does = "The time so much later.")
    public static long addDuration(long nanos, long length) {
        return addNanos(nanos, length);
    }

    @Sql(
            value = {"-(timestamp, duration) timestamp"},
            does = "The time so much earlier.")
    public static long subtractDuration(long nanos, long length) {
        return addNanos(nanos, Numbers.negate(length));
    }

    @Sql(
            value = {"hour(timestamp) bigint"},
            does = "The hour of the day.")
    public static long hour(long nanos) {
        return Math.floorMod(nanos, Casts.NANOS_OF_DAY) / (3_600 * NANOS);
    }

    @Sql(
            value = {"minute(timestamp) bigint"},
            does = "The minute of the hour.")
    public static long minute(long nanos) {
        return Math.floorMod(nanos, Casts.NANOS_OF_DAY) / (60 * NANOS) % 60;
    }

    @Sql(
            value = {"second(timestamp) bigint"},
            does = "The second of the minute.")
    public static long second(long nanos) {
        return Math.floorMod(nanos, Casts.NANOS_OF_DAY) / NANOS % 60;
    }

    @Sql(
            value = {"millisecond(timestamp) bigint"},
            does = "The milliseconds of the minute.")
    public static long millisecond(long nanos) {
        return Math.floorMod(nanos, 60 * NANOS) / 1_000_000;
    }

    @Sql(
            value = {"microsecond(timestamp) bigint"},
            does = "The microseconds of the minute.")
    public static long microsecond(long nanos) {
        return Math.floorMod(nanos, 60 * NANOS) / 1_000;
    }

    @Sql(
            value = {"epoch(timestamp) double"},
            does = "The seconds since 1970.")
    public static double epoch(long nanos) {
        return nanos / 1e9;
    }

    @Sql(
            value = {"epoch_ms(timestamp) bigint"},
            does = "The milliseconds since 1970.")
    public static long epochMillis(long nanos) {
        return Math.floorDiv(nanos, 1_000_000);
    }

    @Sql(
            value = {"epoch_us(timestamp) bigint"},
            does = "The microseconds since 1970.")
    public static long epochMicros(long nanos) {
        return Math.floorDiv(nanos, 1_000);
    }

    @Sql(
            value = {"epoch_ns(timestamp) bigint"},
            does = "The nanoseconds since 1970.")
    public static long epochNanos(long nanos) {
        return nanos;
    }

    @Sql(
            value = {"make_timestamp(bigint) timestamp"},
            does = "The time so many microseconds after 1970.")
    public static long ofMicros(long micros) {
        return Numbers.multiply(micros, 1_000);
    }

    @Sql(
            value = {"epoch_ms(bigint) timestamp"},
            does = "The time so many milliseconds after 1970.")
    public static long ofMillis(long millis) {
        return Numbers.multiply(millis, 1_000_000);
    }

    @Sql(
            value = {"date_trunc(text, date) date"},
            does = "The first day of the year, quarter, month, week or other unit.")
    public static int truncate(Utf8 unit, int day) {
        var date = LocalDate.ofEpochDay(day);
        return (int)
                switch (unit(unit)) {
                    case "millennium" -> LocalDate.of(date.getYear() / 1000 * 1000, 1, 1).toEpochDay();
                    case "century" -> LocalDate.of(date.getYear() / 100 * 100, 1, 1).toEpochDay();
                    case "decade" -> LocalDate.of(date.getYear() / 10 * 10, 1, 1).toEpochDay();
                    case "year" -> date.withDayOfYear(1).toEpochDay();
                    case "quarter" ->
                            YearMonth.of(date.getYear(), ((int) quarter(day) - 1) * 3 + 1).atDay(1).toEpochDay();
                    case "month" -> date.withDayOfMonth(1).toEpochDay();
                    case "week" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay();
                    case "day", "hour", "minute", "second", "millisecond", "microsecond" -> (long) day;
                    default -> throw noUnit(unit);
                };
    }

    @Sql(
            value = {"date_trunc(text, timestamp) timestamp"},
            does = "The beginning of the year, month, hour or other unit.")
    public static long truncate(Utf8 unit, long nanos) {
        return switch (unit(unit)) {
            case "hour" -> Math.floorDiv(nanos, 3_600 * NANOS) * 3_600 * NANOS;
            case "minute" -> Math.floorDiv(nanos, 60 * NANOS) * 60 * NANOS;
            case "second" -> Math.floorDiv(nanos, NANOS) * NANOS;
            case "millisecond" -> Math.floorDiv(nanos, 1_000_000) * 1_000_000;
            case "microsecond" -> Math.floorDiv(nanos, 1_000) * 1_000;
            default -> Casts.dateToTimestamp(truncate(unit, Casts.timestampToDate(nanos)));
        };
    }

    private static RuntimeException noUnit(Utf8 unit) {
        return Failures.refused(
                "There is no unit of time '"
                        + unit
                        + "'; there are millennium, century, decade, year, quarter, month, week, day, hour, minute, second, millisecond and microsecond.");
    }

    /// The name of a unit of time, whatever of its forms is written.
    private static String unit(Utf8 unit) {
        var name = unit.toString().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "y", "yr", "yrs", "years" -> "year";
            case "mon", "mons", "months" -> "month";
            case "w", "weeks" -> "week";
            case "d", "days", "dayofmonth" -> "day";
            case "h", "hr", "hrs", "hours" -> "hour";
            case "m", "min", "mins", "minutes" -> "minute";
            case "s", "sec", "secs", "seconds" -> "second";
            case "ms", "msec", "milliseconds" -> "millisecond";
            case "us", "usec", "microseconds" -> "microsecond";
            case "quarters" -> "quarter";
            case "decades" -> "decade";
            case "centuries" -> "century";
            case "millennia", "millenniums" -> "millennium";
            default -> name;
        };
    }

    @Sql(
            value = {"date_part(text, date) bigint", "datepart(text, date) bigint"},
            does = "A part of the date, such as year or month.")
    public static long part(Utf8 unit, int day) {
        return switch (unit(unit)) {
            case "year" -> year(day);
            case "quarter" -> quarter(day);
            case "month" -> month(day);
            case "week", "weekofyear" -> week(day);
            case "day" -> day(day);
            case "dow", "dayofweek", "weekday" -> dayOfWeek(day);
            case "isodow" -> isoDayOfWeek(day);
            case "doy", "dayofyear" -> dayOfYear(day);
            case "isoyear" -> isoYear(day);
            case "yearweek" -> yearWeek(day);
            case "decade" -> decade(day);
            case "century" -> century(day);
            case "millennium" -> millennium(day);
            case "era" -> era(day);
            case "hour", "minute", "second", "millisecond", "microsecond" -> 0;
            case "epoch" -> day * 86_400L;
            default -> throw noUnit(unit);
        };
    }

    @Sql(
            value = {"date_part(text, timestamp) bigint", "datepart(text, timestamp) bigint"},
            does = "A part of the time, such as hour or minute.")
    public static long part(Utf8 unit, long nanos) {
        return switch (unit(unit)) {
            case "hour" -> hour(nanos);
            case "minute" -> minute(nanos);
            case "second" -> second(nanos);
            case "millisecond" -> millisecond(nanos);
            case "microsecond" -> microsecond(nanos);
            case "epoch" -> Math.floorDiv(nanos, NANOS);
            default -> part(unit, Casts.timestampToDate(nanos));
        };
    }

    @Sql(
            value = {"date_diff(text, date, date) bigint", "datediff(text, date, date) bigint"},
            does = "How many borders of a unit are between two dates.")
    public static long difference(Utf8 unit, int from, int to) {
        return switch (unit(unit)) {
            case "day" -> (long) to - from;
            case "week" -> Math.floorDiv(to + 3, 7) - (long) Math.floorDiv(from + 3, 7);
            case "month" -> 12 * (year(to) - year(from)) + month(to) - month(from);
            case "quarter" -> 4 * (year(to) - year(from)) + quarter(to) - quarter(from);
            case "year" -> year(to) - year(from);
            case "decade" -> decade(to) - decade(from);
            case "century" -> century(to) - century(from);
            default -> difference(unit, Casts.dateToTimestamp(from), Casts.dateToTimestamp(to));
        };
    }

    @Sql(
            value = {"date_diff(text, timestamp, timestamp) bigint", "datediff(text, timestamp, timestamp) bigint"},
            does = "How many borders of a unit are between two times.")
    public static long difference(Utf8 unit, long from, long to) {
        return switch (unit(unit)) {
            case "hour" -> Math.floorDiv(to, 3_600 * NANOS) - Math.floorDiv(from, 3_600 * NANOS);
            case "minute" -> Math.floorDiv(to, 60 * NANOS) - Math.floorDiv(from, 60 * NANOS);
            case "second" -> Math.floorDiv(to, NANOS) - Math.floorDiv(from, NANOS);
            case "millisecond" -> Math.floorDiv(to, 1_000_000) - Math.floorDiv(from, 1_000_000);
            case "microsecond" -> Math.floorDiv(to, 1_000) - Math.floorDiv(from, 1_000);
            case "day", "week", "month", "quarter", "year", "decade", "century" ->
                    difference(unit, Casts.timestampToDate(from), Casts.timestampToDate(to));
            default -> throw noUnit(unit);
        };
    }

    @Sql(
            value = {"date_sub(text, timestamp, timestamp) bigint", "datesub(text, timestamp, timestamp) bigint"},
            does = "How many whole units are between two times.")
    public static long whole(Utf8 unit, long from, long to) {
        var start = Casts.dateTime(from);
        var end = Casts.dateTime(to);
        return switch (unit(unit)) {
            case "year" -> ChronoUnit.YEARS.between(start, end);
            case "quarter" -> ChronoUnit.MONTHS.between(start, end) / 3;
            case "month" -> ChronoUnit.MONTHS.between(start, end);
            case "week" -> ChronoUnit.WEEKS.between(start, end);
            case "day" -> ChronoUnit.DAYS.between(start, end);
            case "hour" -> ChronoUnit.HOURS.between(start, end);
            case "minute" -> ChronoUnit.MINUTES.between(start, end);
            case "second" -> ChronoUnit.SECONDS.between(start, end);
            case "millisecond" -> ChronoUnit.MILLIS.between(start, end);
            case "microsecond" -> ChronoUnit.MICROS.between(start, end);
            default -> throw noUnit(unit);
        };
    }

    @Sql(
            value = {"strftime(timestamp, text) text"},
            does = "The time as a format says, in the letters of C.")
    public static Utf8 format(long nanos, Utf8 format) {
        return Utf8.of(format(Casts.dateTime(nanos), format.toString()));
    }

    private static String format(LocalDateTime time, String format) {
        var text = new StringBuilder();
        for (var i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%' || i + 1 == format.length()) {
                text.append(format.charAt(i));
                continue;
            }
            var padded = format.charAt(++i) != '-';
            if (!padded) {
                i++;
            }
            var pattern = pattern(format.charAt(i), padded);
            text.append(
                    format.charAt(i) == '%' ? "%" : time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)));
        }
        return text.toString();
    }

    private static String pattern(char letter, boolean padded) {
        return switch (letter) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> padded ? "MM" : "M";
            case 'd' -> padded ? "dd" : "d";
            case 'H' -> padded ? "HH" : "H";
            case 'I' -> padded ? "hh" : "h";
            case 'M' -> padded ? "mm" : "m";
            case 'S' -> padded ? "ss" : "s";
            case 'f' -> "SSSSSS";
            case 'g' -> "SSS";
            case 'n' -> "SSSSSSSSS";
            case 'p' -> "a";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'j' -> padded ? "DDD" : "D";
            case 'u' -> "e";
            case 'x' -> "uuuu-MM-dd";
            case 'X' -> "HH:mm:ss";
            case 'c' -> "uuuu-MM-dd HH:mm:ss";
            case '%' -> "''";
            default -> throw Failures.refused("There is no format '%" + letter + "' of times.");
        };
    }

    @Sql(
            value = {"strptime(text, text) timestamp"},
            does = "The time that a text says in a format, in the letters of C.")
    public static long parse(Utf8 text, Utf8 format) {
        var pattern = new StringBuilder();
        var given = format.toString();
        for (var i = 0; i < given.length(); i++) {
            if (given.charAt(i) == '%' && i + 1 < given.length()) {
                pattern.append(pattern(given.charAt(++i), true));
            } else if (Character.isLetter(given.charAt(i))) {
                pattern.append('\'').append(given.charAt(i)).append('\'');
            } else {
                pattern.append(given.charAt(i));
            }
        }
        try {
            var parsed =
                    DateTimeFormatter.ofPattern(pattern.toString(), Locale.ENGLISH)
                            .parseBest(text.toString(), LocalDateTime::from, LocalDate::from);
            return parsed instanceof LocalDateTime time
                    ? Casts.nanos(time, text)
                    : Casts.dateToTimestamp((int) ((LocalDate) parsed).toEpochDay());
        } catch (java.time.DateTimeException e) {
            throw Failures.refused("'" + text + "' is no time in the format '" + format + "'.");
        }
    }
}
