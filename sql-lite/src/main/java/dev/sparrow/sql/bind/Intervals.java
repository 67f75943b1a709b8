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
import dev.sparrow.sql.syntax.SqlProblem;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Comparison;

/// Lengths of time, as values and added to dates and times.
final class Intervals {
    private static final long NANOS_OF_MICRO = 1000;
    private static final long NANOS_OF_DAY = 86_400_000_000_000L;

    private final Binding binding;

    Intervals(Binding binding) {
        this.binding = binding;
    }

    static boolean isTime(Expression value) {
        return value.type() == Plain.DATE || value.type() == Plain.TIMESTAMP;
    }

    /// What holds where a comparison does not.
    static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparison.LESS;
            case SAME -> Comparison.NOT_SAME;
            case NOT_SAME -> Comparison.SAME;
        };
    }

    /// A length of time.
    Expression value(Interval interval, ExpressionBinder expressions) {
        var amount = interval.amount();
        if (interval.unit().isEmpty()) {
            var text = Casting.cast(expressions.bind(amount), Plain.TEXT, false);
            var value = Casting.cast(text, dev.sparrow.table.kernel.Interval.TYPE, false);
            if (text instanceof Expression.Literal(var written, var _) && !(value instanceof Expression.Literal)) {
                throw wrong(interval, String.valueOf(written));
            }
            return value;
        }
        var isText = amount instanceof dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Text _);
        if (isText && !text(amount).matches("\\s*[+-]?\\d{1,9}(\\.\\d+)?\\s*")) {
            throw wrong(interval, text(amount));
        }
        var count = expressions.bind(amount);
        var unit = interval.unit().get();
        var isWhole = unit != IntervalUnit.SECOND && unit != IntervalUnit.MILLISECOND;
        var number = Casting.cast(Casting.cast(count, Plain.DOUBLE, false), Plain.DOUBLE, false);
        var given = isWhole ? Casting.cast(Calls.call("trunc", number), Plain.BIGINT, false) : number;
        return of(unit, given);
    }

    private static String text(dev.sparrow.sql.syntax.Expression amount) {
        return amount instanceof dev.sparrow.sql.syntax.Expression.Constant(var _, Literal.Text(var text)) ? text : "";
    }

    private static Expression of(IntervalUnit unit, Expression count) {
        return switch (unit) {
            case MILLENNIUM -> times("to_years", count, 1000);
            case CENTURY -> times("to_years", count, 100);
            case DECADE -> times("to_years", count, 10);
            case YEAR -> Calls.call("to_years", count);
            case QUARTER -> times("to_months", count, 3);
            case MONTH -> Calls.call("to_months", count);
            case WEEK -> Calls.call("to_weeks", count);
            case DAY -> Calls.call("to_days", count);
            case HOUR -> Calls.call("to_hours", count);
            case MINUTE -> Calls.call("to_minutes", count);
            case SECOND -> Calls.call("to_seconds", count);
            case MILLISECOND -> Calls.call("to_milliseconds", count);
            case MICROSECOND -> Calls.call("to_microseconds", count);
        };
    }

    private static Expression times(String function, Expression count, long factor) {
        return Calls.call(function, Calls.call("*", count, Calls.literal(factor)));
    }

    /// A date or timestamp so much later, or earlier if `sign` is -1. A date stays one if the interval has whole days.
    Expression add(Expression when, Interval interval, int sign, ExpressionBinder expressions) {
        var length = value(interval, expressions);
        if (!(length instanceof Expression.Literal(dev.sparrow.table.kernel.Interval by, var _)) || !isTime(when)) {
            return Calls.call(sign > 0 ? "+" : "-", when, length);
        }
        var sum = when;
        if (by.months() != 0) {
            sum = Calls.call("add_months", sum, Calls.literal(sign * by.months()));
        }
        if (by.days() != 0) {
            sum = days(sum, (long) sign * by.days());
        }
        return by.micros() == 0
                ? sum
                : Calls.call(
                        "add_nanos",
                        Casting.cast(sum, Plain.TIMESTAMP, false),
                        Calls.literal(sign * by.micros() * NANOS_OF_MICRO));
    }

    private static Expression days(Expression when, long days) {
        return when.type() == Plain.DATE
                ? Calls.call("+", when, Calls.literal((int) days))
                : Calls.call("add_nanos", when, Calls.literal(days * NANOS_OF_DAY));
    }

    private SqlProblem wrong(Interval interval, String text) {
        return binding.problem(
                ProblemCode.BAD_VALUE,
                interval.at(),
                "'" + text + "' is no interval. Write for example INTERVAL 3 DAY or INTERVAL '1 month 2 days'.");
    }
}
