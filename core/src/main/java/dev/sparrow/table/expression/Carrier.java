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
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// The form in which values of a type are computed with.
///
/// | form | types |
/// |---|---|
/// | `BOOLEAN` | boolean |
/// | `INT` | tinyint, smallint, int; date in days since 1970 |
/// | `LONG` | bigint; time, timestamp, instant and duration in nanoseconds; decimal of up to 18 digits, without its point |
/// | `FLOAT`, `DOUBLE` | float, double |
/// | `TEXT` | text and enum, as [Utf8] |
/// | `WIDE` | decimal of more digits, as [BigInteger] without its point; in loops two longs |
/// | `OBJECT` | others, as the Java objects that [dev.sparrow.column.JavaForm] names |
public enum Carrier {
    BOOLEAN(boolean.class, Boolean.class),
    INT(int.class, Integer.class),
    LONG(long.class, Long.class),
    FLOAT(float.class, Float.class),
    DOUBLE(double.class, Double.class),
    TEXT(Utf8.class, Utf8.class),
    WIDE(BigInteger.class, BigInteger.class),
    OBJECT(Object.class, Object.class);

    /// The most digits of a decimal number that a long holds.
    public static final int LONG_DIGITS = 18;

    private static final long NANOS = 1_000_000_000;

    private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS - 1;

    private final Class<?> type;
    private final Class<?> box;

    Carrier(Class<?> type, Class<?> box) {
        this.type = type;
        this.box = box;
    }

    /// The Java type of values in a loop.
    public Class<?> type() {
        return type;
    }

    /// The class of values as objects.
    public Class<?> box() {
        return box;
    }

    /// The form of the values of a type.
    public static Carrier of(ColumnType type) {
        return switch (type) {
            case Plain.NULL, Plain.BYTES, Plain.UUID -> OBJECT;
            case Plain.BOOLEAN -> BOOLEAN;
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.DATE -> INT;
            case Plain.BIGINT, Plain.TIME, Plain.TIMESTAMP, Plain.INSTANT, Plain.DURATION -> LONG;
            case Plain.FLOAT -> FLOAT;
            case Plain.DOUBLE -> DOUBLE;
            case Plain.TEXT -> TEXT;
            case EnumOf _ -> TEXT;
            case Decimal(var precision, _) -> precision <= LONG_DIGITS ? LONG : WIDE;
            case ListOf _, StructOf _, MapOf _, Opaque _ -> OBJECT;
        };
    }

    /// A Java object in the form of its type.
    ///
    /// @param value of the class of [dev.sparrow.column.JavaForm#classOf]; may be null
    @SuppressWarnings("JavaLocalDateTimeGetNano") // with the seconds
    public static Object of(Object value, ColumnType type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT -> ((Number) value).intValue();
            case Plain.BIGINT -> ((Number) value).longValue();
            case Plain.FLOAT -> ((Number) value).floatValue();
            case Plain.DOUBLE -> ((Number) value).doubleValue();
            case Plain.DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
            case Plain.TEXT -> text(value);
            case EnumOf _ -> text(value);
            case Plain.TIME -> ((LocalTime) value).toNanoOfDay();
            case Plain.TIMESTAMP -> {
                var time = (LocalDateTime) value;
                yield nanos(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), value);
            }
            case Plain.INSTANT -> {
                var time = (Instant) value;
                yield nanos(time.getEpochSecond(), time.getNano(), value);
            }
            case Plain.DURATION -> {
                var length = (Duration) value;
                yield nanos(length.toSeconds(), length.toNanosPart(), value);
            }
            case Decimal decimal -> unscaled((BigDecimal) value, decimal);
            case Plain _, ListOf _, StructOf _, MapOf _, Opaque _ -> value;
        };
    }

    private static Utf8 text(Object value) {
        return value instanceof Utf8 text ? text : Utf8.of(value instanceof Enum<?> e ? e.name() : value.toString());
    }

    private static long nanos(long seconds, int nanos, Object value) {
        if (seconds > SECONDS_MAX || seconds < -SECONDS_MAX) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    "The time "
                            + value
                            + " is out of the range of tables, which is from 1677 to 2262, since they count"
                            + " nanoseconds.");
        }
        return seconds * NANOS + nanos;
    }

    private static Object unscaled(BigDecimal value, Decimal type) {
        var scaled = value.setScale(type.scale(), java.math.RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    "The number " + value.toPlainString() + " has too many digits for " + type + ".");
        }
        return type.precision() <= LONG_DIGITS ? (Object) scaled.unscaledValue().longValue() : scaled.unscaledValue();
    }

    /// A value of this form as a Java object of its type.
    public static Object toJava(Object value, ColumnType type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Plain.TINYINT -> ((Integer) value).byteValue();
            case Plain.SMALLINT -> ((Integer) value).shortValue();
            case Plain.DATE -> LocalDate.ofEpochDay((Integer) value);
            case Plain.TEXT -> value.toString();
            case EnumOf _ -> value.toString();
            case Plain.TIME -> LocalTime.ofNanoOfDay((Long) value);
            case Plain.TIMESTAMP ->
                    LocalDateTime.ofEpochSecond(
                            Math.floorDiv((Long) value, NANOS),
                            (int) Math.floorMod((Long) value, NANOS),
                            ZoneOffset.UTC);
            case Plain.INSTANT ->
                    Instant.ofEpochSecond(Math.floorDiv((Long) value, NANOS), Math.floorMod((Long) value, NANOS));
            case Plain.DURATION -> Duration.ofNanos((Long) value);
            case Decimal(_, var scale) ->
                    value instanceof Long unscaled
                            ? BigDecimal.valueOf(unscaled, scale)
                            : new BigDecimal((BigInteger) value, scale);
            case Plain _, ListOf _, StructOf _, MapOf _, Opaque _ -> value;
        };
    }
}
