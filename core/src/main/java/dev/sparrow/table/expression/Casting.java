/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.Utf8;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Expression.Rescale;
import dev.sparrow.table.kernel.Casts;
import dev.sparrow.table.kernel.Interval;
import dev.sparrow.table.kernel.Intervals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Expressions as expressions of other types.
public final class Casting {
    private static final String NAME = "cast";

    private Casting() {}

    /// A value as one of another type.
    ///
    /// @param orNull whether a value that cannot be one becomes null, rather than an error
    /// @throws SparrowException `INVALID_ARGUMENT` if no value of the one type can be one of the other
    public static Expression cast(Expression value, ColumnType type, boolean orNull) {
        if (value.type().equals(type) || (value.type() instanceof EnumOf && type == Plain.TEXT)) {
            return value;
        }
        if (value.type() == Plain.NULL) {
            return new Literal(null, type);
        }
        return converted(value, type, orNull).rewritten(Folding::fold);
    }

    private static Expression converted(Expression value, ColumnType type, boolean orNull) {
        return switch (type) {
            case Plain.BOOLEAN -> toBoolean(value, orNull);
            case Plain.TINYINT -> narrowed(value, type, "toTinyint", orNull);
            case Plain.SMALLINT -> narrowed(value, type, "toSmallint", orNull);
            case Plain.INT -> narrowed(value, type, "toInt", orNull);
            case Plain.BIGINT -> toLong(value, orNull);
            case Plain.FLOAT -> call("toFloat", type, orNull, float.class, arg(double.class, toDouble(value, orNull)));
            case Plain.DOUBLE -> toDouble(value, orNull);
            case Decimal decimal -> toDecimal(value, decimal, orNull);
            case Plain.TEXT -> toText(value);
            case EnumOf _ -> call("toText", type, orNull, Utf8.class, arg(Utf8.class, value));
            case Plain.DATE -> toDate(value, orNull);
            case Plain.TIME -> toTime(value, orNull);
            case Plain.TIMESTAMP -> toTimestamp(value, orNull);
            case Plain.BYTES -> ofText("toBytes", value, type, byte[].class, orNull);
            case Plain.UUID -> ofText("toUuid", value, type, UUID.class, orNull);
            case Opaque opaque when opaque.equals(Interval.TYPE) && value.type() == Plain.TEXT ->
                    toInterval(value, orNull);
            case ListOf _, StructOf _, MapOf _ when Lambdas.canCast(value.type(), type) ->
                    Lambdas.cast(value, type, orNull);
            case Plain _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw impossible(value, type);
        };
    }

    private static SparrowException impossible(Expression value, ColumnType type) {
        return SparrowException.invalidArgument(
                value + " is of type " + value.type() + ", which cannot be cast to " + type + ".");
    }

    /// An argument with the type of its parameter.
    private record Argument(Class<?> parameter, Expression value) {}

    private static Argument arg(Class<?> parameter, Expression value) {
        return new Argument(parameter, value);
    }

    private static Argument number(int value) {
        return new Argument(int.class, new Literal(value, Plain.INT));
    }

    private static Argument name(ColumnType type) {
        return new Argument(Utf8.class, new Literal(Utf8.of(type.toString()), Plain.TEXT));
    }

    private static Expression call(
            String method, ColumnType type, boolean orNull, Class<?> result, Argument... arguments) {
        var parameters = new ArrayList<Class<?>>();
        var values = new ArrayList<Expression>();
        for (var argument : arguments) {
            parameters.add(argument.parameter());
            values.add(argument.value());
        }
        var function = FunctionTable.of(NAME, Casts.class, method, result, parameters.toArray(Class<?>[]::new));
        return new Call(function, values, type, orNull);
    }

    private static Expression toBoolean(Expression value, boolean orNull) {
        return switch (Carrier.of(value.type())) {
            case INT, LONG ->
                    call("toBoolean", Plain.BOOLEAN, orNull, boolean.class, arg(long.class, toLong(value, orNull)));
            case FLOAT, DOUBLE ->
                    call("toBoolean", Plain.BOOLEAN, orNull, boolean.class, arg(double.class, toDouble(value, orNull)));
            case TEXT -> call("toBoolean", Plain.BOOLEAN, orNull, boolean.class, arg(Utf8.class, value));
            case BOOLEAN, WIDE, OBJECT -> throw impossible(value, Plain.BOOLEAN);
        };
    }

    private static Expression narrowed(Expression value, ColumnType type, String method, boolean orNull) {
        if (Coercion.isWhole(value.type()) && isWider(type, value.type())) {
            return call("same", type, false, int.class, arg(int.class, value));
        }
        return call(method, type, orNull, int.class, arg(long.class, toLong(value, orNull)));
    }

    private static boolean isWider(ColumnType type, ColumnType than) {
        return Coercion.common(type, than).filter(type::equals).isPresent();
    }

    private static Expression toLong(Expression value, boolean orNull) {
        return switch (value.type()) {
            case Plain.BIGINT -> value;
            case Plain.BOOLEAN -> call("toLong", Plain.BIGINT, orNull, long.class, arg(boolean.class, value));
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT ->
                    call("toLong", Plain.BIGINT, orNull, long.class, arg(int.class, value));
            case Plain.FLOAT, Plain.DOUBLE ->
                    call("toLong", Plain.BIGINT, orNull, long.class, arg(double.class, toDouble(value, orNull)));
            case Decimal(_, var scale) ->
                    call(
                            "toLong",
                            Plain.BIGINT,
                            orNull,
                            long.class,
                            arg(Carrier.of(value.type()).type(), value),
                            number(scale));
            case Plain.TEXT ->
                    call("toLong", Plain.BIGINT, orNull, long.class, arg(Utf8.class, value), name(Plain.BIGINT));
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw impossible(value, Plain.BIGINT);
        };
    }

    private static Expression toDouble(Expression value, boolean orNull) {
        return switch (value.type()) {
            case Plain.DOUBLE -> value;
            case Plain.FLOAT -> call("toDouble", Plain.DOUBLE, orNull, double.class, arg(float.class, value));
            case Plain.BOOLEAN, Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT ->
                    call("toDouble", Plain.DOUBLE, orNull, double.class, arg(long.class, toLong(value, orNull)));
            case Decimal(_, var scale) ->
                    call(
                            "toDouble",
                            Plain.DOUBLE,
                            orNull,
                            double.class,
                            arg(Carrier.of(value.type()).type(), value),
                            number(scale));
            case Plain.TEXT ->
                    call("toDouble", Plain.DOUBLE, orNull, double.class, arg(Utf8.class, value), name(Plain.DOUBLE));
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw impossible(value, Plain.DOUBLE);
        };
    }

    private static Expression toDecimal(Expression value, Decimal type, boolean orNull) {
        if (value.type() instanceof Decimal || Coercion.isWhole(value.type())) {
            return new Rescale(value, type);
        }
        var isWide = Carrier.of(type) == Carrier.WIDE;
        var method = isWide ? "toWide" : "toDecimal";
        Class<?> result = isWide ? BigInteger.class : long.class;
        var precision = number(type.precision());
        var scale = number(type.scale());
        return switch (value.type()) {
            case Plain.FLOAT, Plain.DOUBLE ->
                    call(method, type, orNull, result, arg(double.class, toDouble(value, orNull)), precision, scale);
            case Plain.TEXT -> call(method, type, orNull, result, arg(Utf8.class, value), precision, scale);
            case Plain _, Decimal _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw impossible(value, type);
        };
    }

    private static Expression toText(Expression value) {
        return switch (value.type()) {
            case Plain.BOOLEAN -> call("toText", Plain.TEXT, false, Utf8.class, arg(boolean.class, value));
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT ->
                    call("toText", Plain.TEXT, false, Utf8.class, arg(long.class, toLong(value, false)));
            case Plain.FLOAT -> call("toText", Plain.TEXT, false, Utf8.class, arg(float.class, value));
            case Plain.DOUBLE -> call("toText", Plain.TEXT, false, Utf8.class, arg(double.class, value));
            case Decimal(_, var scale) ->
                    call(
                            "toText",
                            Plain.TEXT,
                            false,
                            Utf8.class,
                            arg(Carrier.of(value.type()).type(), value),
                            number(scale));
            case Plain.DATE -> call("dateToText", Plain.TEXT, false, Utf8.class, arg(int.class, value));
            case Plain.TIME -> call("timeToText", Plain.TEXT, false, Utf8.class, arg(long.class, value));
            case Plain.TIMESTAMP, Plain.INSTANT ->
                    call("timestampToText", Plain.TEXT, false, Utf8.class, arg(long.class, value));
            case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ ->
                    call("objectToText", Plain.TEXT, false, Utf8.class, arg(Object.class, value));
        };
    }

    private static Expression toInterval(Expression value, boolean orNull) {
        var function = FunctionTable.of(NAME, Intervals.class, "parse", Object.class, Utf8.class);
        return new Call(function, List.of(value), Interval.TYPE, orNull);
    }

    private static Expression toDate(Expression value, boolean orNull) {
        return value.type() == Plain.TIMESTAMP
                ? call("timestampToDate", Plain.DATE, orNull, int.class, arg(long.class, value))
                : ofText("toDate", value, Plain.DATE, int.class, orNull);
    }

    private static Expression toTime(Expression value, boolean orNull) {
        return value.type() == Plain.TIMESTAMP
                ? call("timestampToTime", Plain.TIME, orNull, long.class, arg(long.class, value))
                : ofText("toTime", value, Plain.TIME, long.class, orNull);
    }

    private static Expression toTimestamp(Expression value, boolean orNull) {
        return switch (value.type()) {
            case Plain.DATE -> call("dateToTimestamp", Plain.TIMESTAMP, orNull, long.class, arg(int.class, value));
            case Plain.INSTANT -> call("same", Plain.TIMESTAMP, orNull, long.class, arg(long.class, value));
            case ColumnType _ -> ofText("toTimestamp", value, Plain.TIMESTAMP, long.class, orNull);
        };
    }

    private static Expression ofText(
            String method, Expression value, ColumnType type, Class<?> result, boolean orNull) {
        if (value.type() != Plain.TEXT) {
            throw impossible(value, type);
        }
        return call(method, type, orNull, result, arg(Utf8.class, value));
    }

    /// All as values of one type.
    public static List<Expression> all(List<Expression> values, ColumnType type) {
        return values.stream().map(value -> cast(value, type, false)).toList();
    }
}
