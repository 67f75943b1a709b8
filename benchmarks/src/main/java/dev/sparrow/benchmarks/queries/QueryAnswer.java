/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The values of a query's rows, in a form that is the same whichever engine they are from: whole and decimal numbers
/// as [BigDecimal], others as [Double], all else as text, and null.
public record QueryAnswer(List<List<Object>> rows) {
    private static final Comparator<List<Object>> BY_TEXT = Comparator.comparing(QueryAnswer::text);

    /// Of values as an engine has them.
    public static QueryAnswer of(List<? extends List<?>> rows) {
        var all = new ArrayList<List<Object>>();
        for (var row : rows) {
            var cells = new ArrayList<Object>();
            row.forEach(value -> cells.add(cell(value)));
            all.add(cells);
        }
        return new QueryAnswer(all);
    }

    private static Object cell(Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Double number -> number;
            case Float number -> Double.valueOf(number.toString());
            case Number whole -> BigDecimal.valueOf(whole.longValue());
            case Timestamp time -> time.toLocalDateTime().toString();
            case Instant time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
            case byte[] bytes -> java.util.HexFormat.of().formatHex(bytes);
            case Object other -> other.toString();
        };
    }

    /// Where this and another differ; empty if they do not. Rows may have any order, and numbers be a little different,
    /// since sums of doubles depend on theirs.
    ///
    /// @param tolerance relative
    public Optional<String> difference(QueryAnswer other, double tolerance) {
        if (rows.size() != other.rows.size()) {
            return Optional.of(rows.size() + " rows, and not " + other.rows.size());
        }
        var mine = rows.stream().sorted(BY_TEXT).toList();
        var theirs = other.rows.stream().sorted(BY_TEXT).toList();
        for (var i = 0; i < mine.size(); i++) {
            if (!isSame(mine.get(i), theirs.get(i), tolerance)) {
                return Optional.of("a row " + text(mine.get(i)) + ", and not " + text(theirs.get(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(List<Object> row, List<Object> other, double tolerance) {
        if (row.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < row.size(); i++) {
            if (!isSame(row.get(i), other.get(i), tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Object value, Object other, double tolerance) {
        if (value instanceof Number one && other instanceof Number two) {
            var difference = Math.abs(one.doubleValue() - two.doubleValue());
            return one.equals(two)
                    || difference <= tolerance * Math.max(Math.abs(one.doubleValue()), Math.abs(two.doubleValue()));
        }
        return java.util.Objects.equals(value, other);
    }

    /// With six digits of each number: what differs by less is in the same place in an order by this.
    private static String text(List<Object> row) {
        return row.stream()
                .map(value ->
                        value instanceof Number number
                                ? String.format(Locale.ROOT, "%.5e", number.doubleValue())
                                : String.valueOf(value))
                .collect(Collectors.joining(" | "));
    }
}
