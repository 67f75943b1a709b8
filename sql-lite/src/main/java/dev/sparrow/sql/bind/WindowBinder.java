/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.sql.syntax.Expression.Call;
import dev.sparrow.sql.syntax.Expression.Nulls;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.OrderBy;
import dev.sparrow.sql.syntax.ProblemCode;
import dev.sparrow.sql.syntax.Window;
import dev.sparrow.table.expression.Aggregates;
import dev.sparrow.table.expression.Casting;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.kernel.Interval;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;
import dev.sparrow.table.step.WindowCall.Bound;
import dev.sparrow.table.step.WindowCall.Exclude;
import dev.sparrow.table.step.WindowCall.Frame;
import dev.sparrow.table.step.WindowCall.Function;
import dev.sparrow.table.step.WindowCall.Place;
import dev.sparrow.table.step.WindowCall.Unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Functions over the rows around a row.
final class WindowBinder {
    private static final Map<String, Function> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("row_number", Function.ROW_NUMBER),
                    Map.entry("rank", Function.RANK),
                    Map.entry("dense_rank", Function.DENSE_RANK),
                    Map.entry("rank_dense", Function.DENSE_RANK),
                    Map.entry("percent_rank", Function.PERCENT_RANK),
                    Map.entry("cume_dist", Function.CUME_DIST),
                    Map.entry("ntile", Function.NTILE),
                    Map.entry("lag", Function.LAG),
                    Map.entry("lead", Function.LEAD),
                    Map.entry("first_value", Function.FIRST_VALUE),
                    Map.entry("first", Function.FIRST_VALUE),
                    Map.entry("last_value", Function.LAST_VALUE),
                    Map.entry("last", Function.LAST_VALUE),
                    Map.entry("nth_value", Function.NTH_VALUE));

    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long NANOS_OF_MICRO = 1000;

    private final Binding binding;
    private final ExpressionBinder expressions;
    private final FunctionBinder functions;

    WindowBinder(Binding binding, ExpressionBinder expressions, FunctionBinder functions) {
        this.binding = binding;
        this.expressions = expressions;
        this.functions = functions;
    }

    static boolean isWindowFunction(String name) {
        return FUNCTIONS.containsKey(name);
    }

    Expression bind(Call call, Window window) {
        var late = expressions.late();
        if (late == null || !late.isOfSelection()) {
            throw binding.problem(
                    ProblemCode.WRONG_GROUPING,
                    call.at(),
                    "A window function stands in SELECT, QUALIFY or ORDER BY. Write QUALIFY for a condition of it.");
        }
        var definition = definition(window, late);
        var partitionBy = expressions.all(definition.partitionBy());
        var order = definition.orderBy().map(this::order).orElse(List.of());
        var frame = definition.frame().map(each -> frame(each, order)).orElse(Frame.DEFAULT);
        return late.add(new Late.Windowed(partitionBy, order, windowCall(call, frame)));
    }

    /// With what the windows that it names say.
    private Window.Definition definition(Window window, Late late) {
        return switch (window) {
            case Window.Named(var _, var name) -> definition(named(name, late), late);
            case Window.Definition own when own.base().isPresent() -> {
                var base = definition(named(own.base().get(), late), late);
                yield new Window.Definition(
                        own.at(),
                        Optional.empty(),
                        own.partitionBy().isEmpty() ? base.partitionBy() : own.partitionBy(),
                        own.orderBy().or(base::orderBy),
                        own.frame().or(base::frame));
            }
            case Window.Definition own -> own;
        };
    }

    private Window named(Name name, Late late) {
        return late.windows().stream()
                .filter(each -> each.name().isSameAs(name))
                .findFirst()
                .orElseThrow(() ->
                        binding.problem(
                                ProblemCode.UNKNOWN_COLUMN,
                                name.at(),
                                "There is no window '" + name.text() + "'. Write WINDOW " + name.text() + " AS (…).",
                                Binding.meant(
                                        name.text(), late.windows().stream().map(each -> each.name().text()).toList())))
                .window();
    }

    private List<SortKey> order(OrderBy order) {
        return switch (order) {
            case OrderBy.Keys(var _, var keys) ->
                    keys.stream()
                            .map(key ->
                                    new SortKey(
                                            expressions.bind(key.value()),
                                            Orders.isAscending(key),
                                            Orders.isNullsFirst(key)))
                            .toList();
            case OrderBy.AllColumns(var at, var _, var _) ->
                    throw binding.problem(
                            ProblemCode.NOT_SUPPORTED, at, "Name what a window orders its rows by, not ALL.");
        };
    }

    // ---- The function

    private WindowCall windowCall(Call call, Frame frame) {
        var name = call.function().key();
        var function = FUNCTIONS.get(name);
        if (function == null) {
            return aggregate(call, frame);
        }
        var arguments = new ArrayList<Expression>();
        call.arguments().forEach(argument -> arguments.add(expressions.bind(argument.value())));
        requireArguments(call, function, arguments.size());
        if (arguments.size() > 2) {
            arguments.set(2, Casting.cast(arguments.get(2), arguments.getFirst().type(), false));
        }
        var type = type(function, arguments);
        var field = new Field(name, type, isOfArgument(function));
        var ignores = call.aggregation().nulls() == Nulls.IGNORE;
        return new WindowCall(function, null, arguments, ignores, frame, field);
    }

    private void requireArguments(Call call, Function function, int given) {
        var range =
                switch (function) {
                    case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> List.of(0, 0);
                    case NTILE, FIRST_VALUE, LAST_VALUE -> List.of(1, 1);
                    case NTH_VALUE -> List.of(2, 2);
                    case LAG, LEAD -> List.of(1, 3);
                    case AGGREGATE -> List.of(0, given);
                };
        if (given < range.getFirst() || given > range.getLast()) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    call.at(),
                    call.function().text()
                            + " takes "
                            + (range.getFirst().equals(range.getLast())
                                    ? range.getFirst().toString()
                                    : range.getFirst() + " to " + range.getLast())
                            + " arguments, not "
                            + given
                            + ".");
        }
    }

    private static boolean isOfArgument(Function function) {
        return switch (function) {
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> true;
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE -> false;
        };
    }

    private static ColumnType type(Function function, List<Expression> arguments) {
        return switch (function) {
            case ROW_NUMBER, RANK, DENSE_RANK, NTILE -> Plain.BIGINT;
            case PERCENT_RANK, CUME_DIST -> Plain.DOUBLE;
            case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE -> arguments.getFirst().type();
        };
    }

    private WindowCall aggregate(Call call, Frame frame) {
        if (!Aggregates.isAggregate(call.function().key())) {
            var names = new ArrayList<>(FUNCTIONS.keySet());
            names.addAll(Aggregates.all().keySet());
            throw binding.problem(
                    ProblemCode.UNKNOWN_FUNCTION,
                    call.function().at(),
                    "There is no window function '" + call.function().text() + "'.",
                    Binding.meant(call.function().key(), names));
        }
        var aggregate = functions.aggregateCall(call, expressions);
        var field = new Field(aggregate.name(), aggregate.type(), aggregate.nullable());
        return new WindowCall(Function.AGGREGATE, aggregate, List.of(), false, frame, field);
    }

    // ---- The frame

    private Frame frame(Window.Frame frame, List<SortKey> order) {
        var unit = Unit.valueOf(frame.unit().name());
        if (unit == Unit.RANGE && hasDistance(frame) && order.size() != 1) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    frame.at(),
                    "A range of a distance is one of the only key of ORDER BY, and there are "
                            + order.size()
                            + ". Write ROWS or GROUPS to count rows.");
        }
        if (unit == Unit.GROUPS && order.isEmpty()) {
            throw binding.problem(
                    ProblemCode.WRONG_TYPE,
                    frame.at(),
                    "GROUPS are of rows that are equal in the order: write ORDER BY.");
        }
        return new Frame(
                unit,
                bound(frame.start(), unit, order),
                bound(frame.end(), unit, order),
                switch (frame.exclusion()) {
                    case NO_OTHERS -> Exclude.NONE;
                    case CURRENT_ROW -> Exclude.CURRENT_ROW;
                    case GROUP -> Exclude.GROUP;
                    case TIES -> Exclude.TIES;
                });
    }

    private static boolean hasDistance(Window.Frame frame) {
        return isDistance(frame.start()) || isDistance(frame.end());
    }

    private static boolean isDistance(Window.Bound bound) {
        return bound instanceof Window.Preceding || bound instanceof Window.Following;
    }

    private Bound bound(Window.Bound bound, Unit unit, List<SortKey> order) {
        return switch (bound) {
            case Window.UnboundedPreceding _ -> new Bound(Place.UNBOUNDED_PRECEDING, null);
            case Window.CurrentRow _ -> new Bound(Place.CURRENT, null);
            case Window.UnboundedFollowing _ -> new Bound(Place.UNBOUNDED_FOLLOWING, null);
            case Window.Preceding(var distance) -> new Bound(Place.PRECEDING, distance(distance, unit, order));
            case Window.Following(var distance) -> new Bound(Place.FOLLOWING, distance(distance, unit, order));
        };
    }

    /// A constant, in the form of the key if it is one of its values.
    private Expression distance(dev.sparrow.sql.syntax.Expression written, Unit unit, List<SortKey> order) {
        var bound = expressions.bind(written);
        if (!(bound instanceof Literal(var value, var _)) || value == null) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    written.at(),
                    "The distance of a frame is a constant. Write a number or an interval.");
        }
        if (unit != Unit.RANGE) {
            return requireNotNegative(Casting.cast(bound, Plain.BIGINT, false), written);
        }
        var key = order.getFirst().by().type();
        if (value instanceof Interval interval) {
            return new Literal(units(interval, key, written), Plain.BIGINT);
        }
        return requireNotNegative(binding.at(written.at(), () -> Casting.cast(bound, key, false)), written);
    }

    private Expression requireNotNegative(Expression distance, dev.sparrow.sql.syntax.Expression written) {
        if (distance instanceof Literal(Number number, var _) && number.doubleValue() < 0) {
            throw binding.problem(
                    ProblemCode.BAD_VALUE,
                    written.at(),
                    "The distance of a frame is not negative. Write PRECEDING for FOLLOWING, or the other way round.");
        }
        return distance;
    }

    /// Days or nanoseconds, as keys count.
    private long units(Interval interval, ColumnType key, dev.sparrow.sql.syntax.Expression written) {
        if (interval.months() != 0) {
            throw binding.problem(
                    ProblemCode.NOT_SUPPORTED, written.at(), "Months have no fixed length: write a distance in days.");
        }
        return switch (key) {
            case Plain.DATE -> interval.days() + interval.micros() / MICROS_OF_DAY;
            case Plain.TIMESTAMP, Plain.INSTANT, Plain.TIME ->
                    Math.multiplyExact(interval.totalMicros(), NANOS_OF_MICRO);
            case ColumnType _ ->
                    throw binding.problem(
                            ProblemCode.WRONG_TYPE,
                            written.at(),
                            "An interval is a distance of dates and times, and the key is "
                                    + key.toString().toLowerCase(Locale.ROOT)
                                    + ".");
        };
    }
}
