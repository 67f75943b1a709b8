/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Utf8;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.AggregateCall.Kind;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Case;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.kernel.ObjectAggregate;
import dev.sparrow.table.kernel.ObjectAggregates;
import dev.sparrow.table.kernel.ObjectAggregates.Spread.Measure;
import dev.sparrow.table.kernel.ObjectAggregates.Together.Relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// The aggregates by their names.
public final class Aggregates {
    private static final String NAMES =
            """
            count: How many rows there are, or with an argument how many values.
            count_star: How many rows there are.
            count_if: For how many rows a condition is true.
            countif: As count_if.
            sum: The sum; whole numbers beyond bigint are an error.
            sum_no_overflow: As sum.
            fsum: The sum of doubles.
            kahan_sum: As fsum.
            avg: The mean.
            mean: As avg.
            favg: As avg.
            min: The least value.
            max: The greatest value.
            first: The first value.
            any_value: The first value that is not missing.
            arbitrary: As first.
            last: The last value.
            bool_and: Whether all are true.
            bool_or: Whether one is true.
            every: As bool_and.
            product: The product.
            stddev: As stddev_samp.
            stddev_samp: The standard deviation of a sample.
            stddev_pop: The standard deviation of all.
            var_samp: The variance of a sample.
            variance: As var_samp.
            var_pop: The variance of all.
            sem: The standard error of the mean.
            corr: The correlation of two numbers.
            covar_samp: The covariance of a sample.
            covar_pop: The covariance of all.
            regr_slope: The slope of the line through points (y, x).
            regr_intercept: Where the line through points (y, x) meets x = 0.
            regr_r2: The square of the correlation.
            regr_count: How many points have both numbers.
            median: The middle value, or the mean of the two.
            quantile_cont: A quantile, between two values if need be.
            quantile_disc: A quantile that is one of the values.
            quantile: As quantile_disc.
            percentile_cont: As quantile_cont.
            percentile_disc: As quantile_disc.
            approx_quantile: As quantile_cont.
            mode: The value that is most often there.
            entropy: The entropy in bits.
            histogram: How often each value is there, as a map.
            list: All values.
            array_agg: As list.
            string_agg: All texts with a separator between them.
            listagg: As string_agg.
            group_concat: As string_agg.
            arg_min: The first argument where the second is the least.
            min_by: As arg_min.
            argmin: As arg_min.
            arg_max: The first argument where the second is the greatest.
            max_by: As arg_max.
            argmax: As arg_max.
            bit_and: The bits that all have.
            bit_or: The bits that one has.
            bit_xor: The bits that an odd number have.
            approx_count_distinct: About how many different values there are.
            """;

    private static final SequencedMap<String, String> REFERENCE = reference();

    private static final Set<String> KEEPING_NULLS = Set.of("first", "last", "list", "array_agg");

    private Aggregates() {}

    private static SequencedMap<String, String> reference() {
        var reference = new TreeMap<String, String>();
        for (var line : NAMES.lines().toList()) {
            var colon = line.indexOf(':');
            reference.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return reference;
    }

    public static boolean isAggregate(String name) {
        return REFERENCE.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /// All names with what they are, for a reference.
    public static SequencedMap<String, String> all() {
        return java.util.Collections.unmodifiableSequencedMap(REFERENCE);
    }

    /// A direction of an order within a group.
    public record Order(Expression by, boolean ascending, boolean nullsFirst) {}

    /// An aggregate of expressions.
    ///
    /// @param name one for which [#isAggregate] holds
    /// @param arguments none for `count(*)`
    /// @param distinct whether equal values count once
    /// @param filter what has to be true of a row to count; null for nothing
    /// @param order in which rows come to it; may be empty
    /// @throws SparrowException `INVALID_ARGUMENT` if it takes no such arguments
    public static AggregateCall call(
            String name, List<Expression> arguments, boolean distinct, Expression filter, List<Order> order) {
        var function = name.toLowerCase(Locale.ROOT);
        if (filter != null && KEEPING_NULLS.contains(function)) {
            return filtered(call(name, arguments, distinct, null, order), Calls.bool(filter, "filter"));
        }
        var call = filtered(arguments, filter);
        var plain = plain(function, call);
        if (!distinct && order.isEmpty()) {
            return plain;
        }
        var object = plain.object() == null ? object(plain) : plain.object();
        // A count of values that are never missing needs no values, unless equal ones count once.
        var given = new ArrayList<>(plain.arguments().isEmpty() ? call : plain.arguments());
        if (distinct) {
            if (isUnmoved(plain)) {
                return plain;
            }
            object = new ObjectAggregates.Distinct(object);
        }
        if (!order.isEmpty()) {
            var orders = new ArrayList<ObjectAggregates.Ordered.Order>();
            for (var by : order) {
                given.add(by.by());
                orders.add(new ObjectAggregates.Ordered.Order(by.ascending(), by.nullsFirst()));
            }
            object = new ObjectAggregates.Ordered(object, List.copyOf(orders));
        }
        return new AggregateCall(
                (distinct ? "distinct " : "") + name, Kind.OBJECT, given, plain.type(), plain.nullable(), object);
    }

    public static AggregateCall call(String name, Expression... arguments) {
        return call(name, List.of(arguments), false, null, List.of());
    }

    /// Whether equal values change nothing.
    private static boolean isUnmoved(AggregateCall call) {
        return call.kind() == Kind.LEAST || call.kind() == Kind.GREATEST;
    }

    /// A value that is missing counts there, but a row that is left out does not.
    private static AggregateCall filtered(AggregateCall call, Expression condition) {
        var given = new ArrayList<Expression>(List.of(condition));
        given.addAll(call.arguments());
        return new AggregateCall(
                call.name() + " filter",
                Kind.OBJECT,
                given,
                call.type(),
                true,
                new ObjectAggregates.Filtered(object(call)));
    }

    /// Where the filter does not hold, there is no value.
    private static List<Expression> filtered(List<Expression> arguments, Expression filter) {
        if (filter == null) {
            return arguments;
        }
        var condition = Calls.bool(filter, "filter");
        if (arguments.isEmpty()) {
            return List.of(only(condition, new Literal(true, Plain.BOOLEAN)));
        }
        var kept = new ArrayList<>(arguments);
        kept.set(0, only(condition, arguments.getFirst()));
        return kept;
    }

    private static Expression only(Expression condition, Expression value) {
        return Folding.fold(new Case(List.of(new Branch(condition, value)), new Literal(null, value.type())));
    }

    private static AggregateCall plain(String name, List<Expression> arguments) {
        if (name.equals("count") || name.equals("count_star")) {
            var counted =
                    arguments.isEmpty() || !arguments.getFirst().nullable()
                            ? List.<Expression>of()
                            : List.of(arguments.getFirst());
            return new AggregateCall(name, Kind.COUNT, counted, Plain.BIGINT, false, null);
        }
        if (arguments.isEmpty()) {
            throw wrong(name, arguments, "at least one argument");
        }
        var value = arguments.getFirst();
        return switch (name) {
            case "count_if", "countif" ->
                    new AggregateCall(
                            name,
                            Kind.COUNT,
                            List.of(only(Calls.bool(value, name), new Literal(true, Plain.BOOLEAN))),
                            Plain.BIGINT,
                            false,
                            null);
            case "sum", "sum_no_overflow" -> sum(name, value);
            case "fsum", "kahan_sum" -> sum(name, Casting.cast(value, Plain.DOUBLE, false));
            case "avg", "mean", "favg" -> average(name, value);
            case "min" -> same(name, Kind.LEAST, only(name, arguments));
            case "max" -> same(name, Kind.GREATEST, only(name, arguments));
            case "bool_and", "every" -> same(name, Kind.LEAST, Calls.bool(value, name));
            case "bool_or" -> same(name, Kind.GREATEST, Calls.bool(value, name));
            case "first", "any_value", "arbitrary" -> same(name, Kind.FIRST, value);
            default -> objects(name, arguments);
        };
    }

    private static Expression only(String name, List<Expression> arguments) {
        if (arguments.size() > 1) {
            throw wrong(name, arguments, "one argument");
        }
        return arguments.getFirst();
    }

    private static AggregateCall same(String name, Kind kind, Expression value) {
        return new AggregateCall(name, kind, List.of(value), value.type(), true, null);
    }

    private static AggregateCall sum(String name, Expression value) {
        return switch (value.type()) {
            case Plain.FLOAT, Plain.DOUBLE ->
                    aggregate(name, Kind.SUM, Casting.cast(value, Plain.DOUBLE, false), Plain.DOUBLE);
            case Plain.BOOLEAN, Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT ->
                    aggregate(name, Kind.SUM, Casting.cast(value, Plain.BIGINT, false), Plain.BIGINT);
            case Decimal(_, var scale) -> aggregate(name, Kind.SUM, value, new Decimal(Decimal.PRECISION_MAX, scale));
            case Plain.NULL -> aggregate(name, Kind.SUM, Casting.cast(value, Plain.BIGINT, false), Plain.BIGINT);
            case ColumnType _ -> throw wrong(name, List.of(value), "a number");
        };
    }

    private static AggregateCall average(String name, Expression value) {
        if (!Coercion.isNumber(value.type()) && value.type() != Plain.NULL) {
            throw wrong(name, List.of(value), "a number");
        }
        var exact =
                Coercion.isBinary(value.type()) || value.type() == Plain.NULL
                        ? Casting.cast(value, Plain.DOUBLE, false)
                        : value;
        return aggregate(name, Kind.AVERAGE, exact, Plain.DOUBLE);
    }

    private static AggregateCall aggregate(String name, Kind kind, Expression value, ColumnType type) {
        return new AggregateCall(name, kind, List.of(value), type, true, null);
    }

    /// The same aggregate over objects, for rows that are distinct or in an order.
    public static ObjectAggregate object(AggregateCall call) {
        return switch (call.kind()) {
            case COUNT -> new ObjectAggregates.Counted();
            case SUM -> new ObjectAggregates.Summed();
            case AVERAGE -> new ObjectAggregates.Mean();
            case LEAST -> new ObjectAggregates.Bound(false);
            case GREATEST -> new ObjectAggregates.Bound(true);
            case FIRST -> new ObjectAggregates.First();
            case OBJECT -> call.object();
        };
    }

    private static AggregateCall objects(String name, List<Expression> arguments) {
        var value = arguments.getFirst();
        return switch (name) {
            case "last" -> object(name, new ObjectAggregates.Last(), value.type(), value);
            case "product" -> doubles(name, new ObjectAggregates.Product(), arguments, 1);
            case "stddev", "stddev_samp" -> spread(name, Measure.DEVIATION, arguments);
            case "stddev_pop" -> spread(name, Measure.POPULATION_DEVIATION, arguments);
            case "variance", "var_samp" -> spread(name, Measure.VARIANCE, arguments);
            case "var_pop" -> spread(name, Measure.POPULATION_VARIANCE, arguments);
            case "sem" -> spread(name, Measure.ERROR, arguments);
            case "corr" -> together(name, Relation.CORRELATION, arguments);
            case "covar_samp" -> together(name, Relation.COVARIANCE, arguments);
            case "covar_pop" -> together(name, Relation.POPULATION_COVARIANCE, arguments);
            case "regr_slope" -> together(name, Relation.SLOPE, arguments);
            case "regr_intercept" -> together(name, Relation.INTERCEPT, arguments);
            case "regr_r2" -> together(name, Relation.R2, arguments);
            case "regr_count" -> together(name, Relation.COUNT, arguments);
            case "median" -> quantile(name, value, List.of(0.5), true, false);
            case "quantile_cont", "percentile_cont", "approx_quantile" -> quantile(name, arguments, true);
            case "quantile_disc", "percentile_disc", "quantile" -> quantile(name, arguments, false);
            case "mode" -> object(name, new ObjectAggregates.Mode(), value.type(), value);
            case "entropy" -> object(name, new ObjectAggregates.Histogram(true), Plain.DOUBLE, value);
            case "histogram" ->
                    object(
                            name,
                            new ObjectAggregates.Histogram(false),
                            new MapOf(value.type(), Plain.BIGINT, false),
                            value);
            case "list", "array_agg" ->
                    object(name, new ObjectAggregates.Listed(false), new ListOf(value.type(), true), value);
            case "string_agg", "listagg", "group_concat" -> joined(name, arguments);
            case "arg_min", "min_by", "argmin" -> extreme(name, false, arguments);
            case "arg_max", "max_by", "argmax" -> extreme(name, true, arguments);
            case "bit_and" -> object(name, new ObjectAggregates.Bits('&'), Plain.BIGINT, whole(name, value));
            case "bit_or" -> object(name, new ObjectAggregates.Bits('|'), Plain.BIGINT, whole(name, value));
            case "bit_xor" -> object(name, new ObjectAggregates.Bits('^'), Plain.BIGINT, whole(name, value));
            case "approx_count_distinct" ->
                    new AggregateCall(
                            name,
                            Kind.OBJECT,
                            List.of(value),
                            Plain.BIGINT,
                            false,
                            new ObjectAggregates.ApproximatelyDistinct());
            default -> throw wrong(name, arguments, "other arguments");
        };
    }

    private static AggregateCall object(String name, ObjectAggregate object, ColumnType type, Expression... arguments) {
        return new AggregateCall(name, Kind.OBJECT, List.of(arguments), type, true, object);
    }

    private static Expression whole(String name, Expression value) {
        if (!Coercion.isWhole(value.type())) {
            throw wrong(name, List.of(value), "a whole number");
        }
        return Casting.cast(value, Plain.BIGINT, false);
    }

    private static AggregateCall doubles(String name, ObjectAggregate object, List<Expression> arguments, int count) {
        if (arguments.size() != count) {
            throw wrong(name, arguments, count + " number(s)");
        }
        return object(name, object, Plain.DOUBLE, Casting.all(arguments, Plain.DOUBLE).toArray(Expression[]::new));
    }

    private static AggregateCall spread(String name, Measure measure, List<Expression> arguments) {
        return doubles(name, new ObjectAggregates.Spread(measure), arguments, 1);
    }

    private static AggregateCall together(String name, Relation relation, List<Expression> arguments) {
        return doubles(name, new ObjectAggregates.Together(relation), arguments, 2);
    }

    private static AggregateCall quantile(String name, List<Expression> arguments, boolean continuous) {
        if (arguments.size() != 2 || !(arguments.get(1) instanceof Literal literal)) {
            throw wrong(name, arguments, "a value and a constant from 0 to 1, or a list of such");
        }
        var fractions =
                switch (Carrier.toJava(literal.value(), literal.type())) {
                    case Number number -> List.of(number.doubleValue());
                    case List<?> list -> list.stream().map(element -> ((Number) element).doubleValue()).toList();
                    case Object _ -> throw wrong(name, arguments, "a value and a constant from 0 to 1");
                };
        if (fractions.stream().anyMatch(fraction -> !(fraction >= 0 && fraction <= 1))) {
            throw SparrowException.invalidArgument(name + " takes fractions from 0 to 1, not " + fractions + ".");
        }
        return quantile(name, arguments.getFirst(), fractions, continuous, literal.type() instanceof ListOf);
    }

    private static AggregateCall quantile(
            String name, Expression value, List<Double> fractions, boolean continuous, boolean isList) {
        var element = continuous && Coercion.isNumber(value.type()) ? Plain.DOUBLE : value.type();
        var type = isList ? new ListOf(element, false) : element;
        return object(name, new ObjectAggregates.Quantile(fractions, continuous, isList), type, value);
    }

    private static AggregateCall joined(String name, List<Expression> arguments) {
        if (arguments.size() > 2 || (arguments.size() == 2 && !(arguments.get(1) instanceof Literal))) {
            throw wrong(name, arguments, "a text and a constant separator");
        }
        var separator =
                arguments.size() == 2 && arguments.get(1) instanceof Literal(Utf8 text, _) ? text.toString() : ",";
        return object(
                name,
                new ObjectAggregates.Joined(separator),
                Plain.TEXT,
                Casting.cast(arguments.getFirst(), Plain.TEXT, false));
    }

    private static AggregateCall extreme(String name, boolean greatest, List<Expression> arguments) {
        if (arguments.size() != 2) {
            throw wrong(name, arguments, "a value, and another by which it is found");
        }
        return object(
                name,
                new ObjectAggregates.Extreme(greatest),
                arguments.getFirst().type(),
                arguments.getFirst(),
                arguments.getLast());
    }

    private static SparrowException wrong(String name, List<Expression> arguments, String wanted) {
        return SparrowException.invalidArgument(
                name + " takes " + wanted + ", not (" + FunctionTable.types(arguments) + ").");
    }
}
