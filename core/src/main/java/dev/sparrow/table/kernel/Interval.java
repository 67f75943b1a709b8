/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.ColumnType;

import java.io.Serializable;

/// A length of time as people count it: months, which have no fixed length, days, and a time.
///
/// Two are compared as if a month had 30 days and a day 24 hours.
public record Interval(int months, int days, long micros) implements Comparable<Interval>, Serializable {
    public static final ColumnType TYPE = new ColumnType.Opaque(Interval.class.getName());

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int DAYS_OF_MONTH = 30;

    public static Interval ofMonths(long months) {
        return new Interval(Math.toIntExact(months), 0, 0);
    }

    public static Interval ofDays(long days) {
        return new Interval(0, Math.toIntExact(days), 0);
    }

    public static Interval ofMicros(long micros) {
        return new Interval(0, 0, micros);
    }

    public Interval plus(Interval other) {
        return new Interval(
                Math.addExact(months, other.months),
                Math.addExact(days, other.days),
                Math.addExact(micros, other.micros));
    }

    public Interval times(long factor) {
        return new Interval(
                Math.toIntExact(months * factor), Math.toIntExact(days * factor), Math.multiplyExact(micros, factor));
    }

    /// All of it in microseconds.
    public long totalMicros() {
        return ((long) months * DAYS_OF_MONTH + days) * DAY + micros;
    }

    @Override
    public int compareTo(Interval other) {
        return Long.compare(totalMicros(), other.totalMicros());
    }

    /// As DuckDB writes it: `1 year 2 months 3 days 04:05:06`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        part(months / 12, "year", text);
        part(months % 12, "month", text);
        part(days, "day", text);
        if (micros != 0 || text.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(time());
        }
        return text.toString();
    }

    private static void part(int count, String unit, StringBuilder into) {
        if (count != 0) {
            into.append(into.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
            into.append(Math.abs(count) == 1 ? "" : "s");
        }
    }

    private String time() {
        var rest = Math.abs(micros);
        var seconds = rest / SECOND;
        var fraction = rest % SECOND;
        var time = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        var behind = fraction == 0 ? "" : ".%06d".formatted(fraction).replaceAll("0+$", "");
        return (micros < 0 ? "-" : "") + time + behind;
    }
}
