/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.sql.syntax.Expression.Interval;
import dev.sparrow.sql.syntax.IntervalUnit;
import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;

import java.util.List;
import java.util.regex.Pattern;

/// Intervals, which so far are added to dates and timestamps only.
final class Intervals {
    private static final Pattern PART = Pattern.compile("\\s*([+-]?\\d+)\\s*([a-zA-Z]+)\\s*");
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final Binding binding;

    Intervals(Binding binding) {
        this.binding = binding;
    }

    /// A length of time.
    ///
    /// @param nanos of hours and less
    private record Length(long months, long days, long nanos) {
        Length plus(Length other) {
            return new Length(months + other.months, days + other.days, nanos + other.nanos);
        }

        static Length of(long count, IntervalUnit unit) {
            return switch (unit) {
                case MILLENNIUM -> new Length(count * 12_000, 0, 0);
                case CENTURY -> new Length(count * 1200, 0, 0);
                case DECADE -> new Length(count * 120, 0, 0);
                case YEAR -> new Length(count * 12, 0, 0);
                case QUARTER -> new Length(count * 3, 0, 0);
                case MONTH -> new Length(count, 0, 0);
                case WEEK -> new Length(0, count * 7, 0);
                case DAY -> new Length(0, count, 0);
                case HOUR -> new Length(0, 0, count * 3600 * NANOS_OF_SECOND);
                case MINUTE -> new Length(0, 0, count * 60 * NANOS_OF_SECOND);
                case SECOND -> new Length(0, 0, count * NANOS_OF_SECOND);
                case MILLISECOND -> new Length(0, 0, count * 1_000_000);
                case MICROSECOND -> new Length(0, 0, count * 1000);
            };
        }
    }

    /// A date or timestamp so much later, or earlier if `sign` is -1. A date stays one if the interval has whole days.
    Expression add(Expression when, Interval interval, int sign) {
        var length = length(interval);
        if (when.type() != Plain.DATE && when.type() != Plain.TIMESTAMP) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    interval.at(),
                    "Intervals are added to dates and timestamps, not to values of type " + when.type() + ".");
        }
        var sum = when;
        if (length.months != 0) {
            sum = Calls.call("add_months", sum, Calls.literal((int) (sign * length.months)));
        }
        if (length.days != 0) {
            sum = days(sum, sign * length.days);
        }
        return length.nanos == 0
                ? sum
                : Calls.call(
                        "add_nanos", Casting.cast(sum, Plain.TIMESTAMP, false), Calls.literal(sign * length.nanos));
    }

    private static Expression days(Expression when, long days) {
        return when.type() == Plain.DATE
                ? Calls.call("+", when, Calls.literal((int) days))
                : Calls.call("add_nanos", when, Calls.literal(days * 86_400 * NANOS_OF_SECOND));
    }

    private Length length(Interval interval) {
        var text =
                switch (interval.amount()) {
                    case dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Text(var value)) -> value.strip();
                    case dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Whole(var value)) ->
                            value.toString();
                    case dev.sparrow.sql.syntax.Expression other ->
                            throw binding.notYet(other.at(), "An interval that is no constant");
                };
        if (interval.unit().isPresent()) {
            if (!text.matches("[+-]?\\d{1,9}")) {
                throw wrong(interval, text);
            }
            return Length.of(Long.parseLong(text), interval.unit().get());
        }
        return parts(interval, text).stream().reduce(new Length(0, 0, 0), Length::plus);
    }

    private List<Length> parts(Interval interval, String text) {
        var parts = new java.util.ArrayList<Length>();
        var matcher = PART.matcher(text);
        var end = 0;
        while (matcher.lookingAt()) {
            var unit = unit(matcher.group(2));
            parts.add(Length.of(Long.parseLong(matcher.group(1)), unit.orElseThrow(() -> wrong(interval, text))));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (parts.isEmpty() || end < text.length()) {
            throw wrong(interval, text);
        }
        return parts;
    }

    private static java.util.Optional<IntervalUnit> unit(String word) {
        return IntervalUnit.named(word);
    }

    private dev.sparrow.sql.syntax.SqlProblem wrong(Interval interval, String text) {
        return binding.problem(
                ProblemCode.BAD_VALUE,
                interval.at(),
                "'" + text + "' is no interval. Write for example INTERVAL 3 DAY or INTERVAL '1 month 2 days'.");
    }
}
