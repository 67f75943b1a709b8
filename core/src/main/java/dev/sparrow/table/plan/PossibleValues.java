/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Utf8;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Compare;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.In;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Expression.Rescale;
import dev.sparrow.table.expression.Interpreter;
import dev.sparrow.table.kernel.Casts;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Dates;
import dev.sparrow.table.kernel.LikePattern;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which values expressions may have for some rows, of whose columns only bounds are known. Where nothing is known a
/// value may be anything, so what is called impossible is so for each of the rows.
final class PossibleValues {
    /// The casts that keep order: of a greater value they make no smaller one.
    private static final Set<String> KEEP_ORDER =
            Set.of(
                    "same",
                    "toTinyint",
                    "toSmallint",
                    "toInt",
                    "toLong",
                    "toFloat",
                    "toDouble",
                    "toDecimal",
                    "toWide",
                    "dateToTimestamp",
                    "timestampToDate");

    private final Function<Input, ColumnBounds> bounds;

    /// What a condition may be.
    private enum Outcome {
        TRUE,
        FALSE,
        MISSING
    }

    /// The values of an expression, in the form of [Carrier].
    ///
    /// @param least null if unknown
    /// @param greatest null if unknown; numbers that are none are beyond
    /// @param mayBeNan whether numbers may be none
    private record Range(Object least, Object greatest, boolean mayBeMissing, boolean isMissing, boolean mayBeNan) {}

    /// @param bounds of a column; null if nothing is known of it
    PossibleValues(Function<Input, ColumnBounds> bounds) {
        this.bounds = bounds;
    }

    /// Whether bounds of columns may say anything of a condition.
    static boolean canTell(Expression condition) {
        return switch (condition) {
            case Expression.And(var parts) -> parts.stream().anyMatch(PossibleValues::canTell);
            case Expression.Or(var parts) -> parts.stream().allMatch(PossibleValues::canTell);
            case Expression.Not(var value) -> canTell(value);
            case Compare(_, var left, var right) ->
                    hasRange(left) && hasRange(right) && !(left instanceof Literal && right instanceof Literal);
            case In(var value, _) -> hasRange(value);
            case Expression.IsNull(var value) -> value instanceof Input;
            case Call call -> prefix(call) != null && hasRange(call.arguments().getFirst());
            case Input _ -> true;
            case Literal _, Expression.Arithmetic _, Rescale _, Expression.Case _, Expression.UserCall _ -> false;
        };
    }

    private static boolean hasRange(Expression value) {
        return switch (value) {
            case Input input -> Carrier.of(input.type()) != Carrier.OBJECT;
            case Literal _ -> true;
            case Rescale(var inner, _) -> hasRange(inner);
            case Call call -> keepsOrder(call) && hasRange(call.arguments().getFirst());
            case Expression.Arithmetic _,
                    Compare _,
                    Expression.And _,
                    Expression.Or _,
                    Expression.Not _,
                    Expression.IsNull _,
                    Expression.Case _,
                    In _,
                    Expression.UserCall _ ->
                    false;
        };
    }

    private static boolean keepsOrder(Call call) {
        var function = call.function();
        var owner = function.owner();
        var arguments = call.arguments();
        return !arguments.isEmpty()
                && arguments.getFirst().type() != Plain.TEXT
                && arguments.stream().skip(1).allMatch(Literal.class::isInstance)
                && ((owner == Casts.class && KEEP_ORDER.contains(function.method()))
                        || (owner == Dates.class && function.method().equals("year")));
    }

    /// What a text begins with for which the call is true; null if nothing is known of that.
    private static Utf8 prefix(Call call) {
        return call.function().equals(Calls.LIKE)
                        && call.arguments().getLast() instanceof Literal(LikePattern pattern, _)
                ? pattern.prefix()
                : null;
    }

    boolean canBeTrue(Expression condition) {
        return outcomes(condition).contains(Outcome.TRUE);
    }

    // ---- Conditions

    private Set<Outcome> outcomes(Expression condition) {
        return switch (condition) {
            case Expression.And(var parts) -> connected(parts, Outcome.FALSE, Outcome.TRUE);
            case Expression.Or(var parts) -> connected(parts, Outcome.TRUE, Outcome.FALSE);
            case Expression.Not(var value) -> negated(outcomes(value));
            case Compare compare -> compared(compare);
            case In(var value, var set) -> among(range(value), List.copyOf(set.values()), set.hasNull());
            case Expression.IsNull(var value) -> missing(range(value));
            case Call call when prefix(call) != null -> begun(range(call.arguments().getFirst()), prefix(call));
            case Input input -> truth(range(input));
            case Literal(var value, _) ->
                    EnumSet.of(
                            value == null
                                    ? Outcome.MISSING
                                    : Boolean.TRUE.equals(value) ? Outcome.TRUE : Outcome.FALSE);
            case Call _, Expression.Arithmetic _, Rescale _, Expression.Case _, Expression.UserCall _ ->
                    EnumSet.allOf(Outcome.class);
        };
    }

    /// @param decisive what one part alone decides
    /// @param other what all parts have to be
    private Set<Outcome> connected(List<Expression> parts, Outcome decisive, Outcome other) {
        var all = EnumSet.of(other);
        for (var part : parts) {
            var some = outcomes(part);
            if (!some.contains(other)) {
                all.remove(other);
            }
            some.stream().filter(outcome -> outcome != other).forEach(all::add);
            if (some.equals(EnumSet.of(decisive))) {
                return some;
            }
        }
        return all;
    }

    private static Set<Outcome> negated(Set<Outcome> outcomes) {
        var negated = EnumSet.noneOf(Outcome.class);
        for (var outcome : outcomes) {
            negated.add(
                    switch (outcome) {
                        case TRUE -> Outcome.FALSE;
                        case FALSE -> Outcome.TRUE;
                        case MISSING -> Outcome.MISSING;
                    });
        }
        return negated;
    }

    private Set<Outcome> compared(Compare compare) {
        var left = range(compare.left());
        var right = range(compare.right());
        var outcomes = EnumSet.noneOf(Outcome.class);
        if (compare.comparison().takesNulls()) {
            if (left.mayBeMissing || right.mayBeMissing) {
                return EnumSet.of(Outcome.TRUE, Outcome.FALSE);
            }
        } else if (left.mayBeMissing || right.mayBeMissing) {
            outcomes.add(Outcome.MISSING);
        }
        if (!left.isMissing && !right.isMissing) {
            addOrders(compare.comparison(), left, right, outcomes);
        }
        return outcomes;
    }

    private static void addOrders(Comparison comparison, Range left, Range right, Set<Outcome> into) {
        var isLess = left.least == null || right.greatest == null || order(left.least, right.greatest) < 0;
        var isGreater = left.greatest == null || right.least == null || order(left.greatest, right.least) > 0;
        var isEqual =
                (left.greatest == null || right.least == null || order(left.greatest, right.least) >= 0)
                        && (left.least == null || right.greatest == null || order(left.least, right.greatest) <= 0);
        add(comparison, -1, isLess || right.mayBeNan, into);
        add(comparison, 0, isEqual || isNan(left, right) || isNan(right, left), into);
        add(comparison, 1, isGreater || left.mayBeNan, into);
    }

    /// Whether both may be no number.
    private static boolean isNan(Range one, Range other) {
        return one.mayBeNan && (other.mayBeNan || isNan(other.greatest));
    }

    private static boolean isNan(Object value) {
        return (value instanceof Double number && number.isNaN()) || (value instanceof Float few && few.isNaN());
    }

    private static void add(Comparison comparison, int order, boolean isPossible, Set<Outcome> into) {
        if (isPossible) {
            into.add(comparison.holds(order) ? Outcome.TRUE : Outcome.FALSE);
        }
    }

    private static int order(Object one, Object other) {
        return Comparisons.compare(one, other);
    }

    private static Set<Outcome> among(Range range, List<Object> values, boolean hasNull) {
        var outcomes = EnumSet.of(hasNull ? Outcome.MISSING : Outcome.FALSE);
        if (range.mayBeMissing) {
            outcomes.add(Outcome.MISSING);
        }
        if (!range.isMissing && values.stream().anyMatch(value -> isWithin(range, value))) {
            outcomes.add(Outcome.TRUE);
        }
        return outcomes;
    }

    private static boolean isWithin(Range range, Object value) {
        return (range.mayBeNan && isNan(value))
                || ((range.least == null || order(range.least, value) <= 0)
                        && (range.greatest == null || order(range.greatest, value) >= 0));
    }

    private static Set<Outcome> missing(Range range) {
        var outcomes = EnumSet.noneOf(Outcome.class);
        if (range.mayBeMissing) {
            outcomes.add(Outcome.TRUE);
        }
        if (!range.isMissing) {
            outcomes.add(Outcome.FALSE);
        }
        return outcomes;
    }

    private static Set<Outcome> truth(Range range) {
        var outcomes = EnumSet.noneOf(Outcome.class);
        if (range.mayBeMissing) {
            outcomes.add(Outcome.MISSING);
        }
        if (!range.isMissing && !Boolean.FALSE.equals(range.greatest)) {
            outcomes.add(Outcome.TRUE);
        }
        if (!range.isMissing && !Boolean.TRUE.equals(range.least)) {
            outcomes.add(Outcome.FALSE);
        }
        return outcomes;
    }

    /// Whether texts begin with some characters.
    private static Set<Outcome> begun(Range range, Utf8 prefix) {
        var outcomes = EnumSet.of(Outcome.FALSE);
        if (range.mayBeMissing) {
            outcomes.add(Outcome.MISSING);
        }
        // What begins so is not less than the prefix, and greater texts than all of them differ within its length.
        var isAbove = range.least instanceof Utf8 least && order(least, prefix) > 0 && !least.startsWith(prefix);
        var isBelow = range.greatest instanceof Utf8 greatest && order(greatest, prefix) < 0;
        if (!range.isMissing && !isAbove && !isBelow) {
            outcomes.add(Outcome.TRUE);
        }
        return outcomes;
    }

    // ---- Values

    private Range range(Expression value) {
        return switch (value) {
            case Input input -> range(input);
            case Literal(var constant, _) -> new Range(constant, constant, constant == null, constant == null, false);
            case Rescale(var inner, _) -> through(value, range(inner), inner, false);
            case Call call when keepsOrder(call) ->
                    through(call, range(call.arguments().getFirst()), call.arguments().getFirst(), call.orNull());
            case Expression other -> new Range(null, null, other.nullable(), false, mayBeNan(other));
        };
    }

    private static boolean mayBeNan(Expression value) {
        return value.type() == Plain.DOUBLE || value.type() == Plain.FLOAT;
    }

    private Range range(Input input) {
        var known = bounds.apply(input);
        if (known == null) {
            return new Range(null, null, input.nullable(), false, mayBeNan(input));
        }
        if (known.isMissing()) {
            return new Range(null, null, true, true, false);
        }
        var isOfType = known.type().equals(input.type());
        var least = isOfType ? carried(known.least(), input) : null;
        var greatest = isOfType ? carried(known.greatest(), input) : null;
        if (isNan(least) || isNan(greatest)) {
            // Who wrote that did not know what it means.
            return new Range(null, null, known.mayBeMissing(), false, true);
        }
        return new Range(least, greatest, known.mayBeMissing(), false, mayBeNan(input));
    }

    private static Object carried(Object value, Input input) {
        try {
            return Carrier.of(value, input.type());
        } catch (SparrowException | ArithmeticException | DateTimeException e) {
            return null; // a row with that value fails by itself, if there is one
        }
    }

    /// The values of something that keeps the order of another value.
    ///
    /// @param inner the other
    private static Range through(Expression outer, Range range, Expression inner, boolean orMissing) {
        return new Range(
                end(outer, inner, range.least),
                end(outer, inner, range.greatest),
                range.mayBeMissing || orMissing,
                range.isMissing,
                range.mayBeNan && mayBeNan(outer));
    }

    private static Object end(Expression outer, Expression inner, Object value) {
        if (value == null) {
            return null;
        }
        try {
            var children = new ArrayList<>(outer.children());
            children.set(0, new Literal(value, inner.type()));
            return Interpreter.evaluate(outer.with(children), List.of());
        } catch (SparrowException | ArithmeticException | DateTimeException e) {
            return null; // as above
        }
    }
}
