/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.column.ColumnArray.Arrayed;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Gathers Java objects of one column and lays them out as arrays. Where the arrays of the type cannot hold one of
/// them, such as a decimal with more digits, all stay objects.
public final class ColumnBuilder {
    private static final long NANOS = 1_000_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    private final ColumnType type;
    private List<Object> values = new ArrayList<>();

    public ColumnBuilder(ColumnType type) {
        this.type = type;
    }

    /// Adds the value of the next row.
    ///
    /// @param value of the class of [JavaForm#classOf]; null where one is missing
    public void add(Object value) {
        values.add(value);
    }

    /// The values since the last time.
    public ColumnArray build() {
        var gathered = values;
        values = new ArrayList<>(gathered.size());
        return new ColumnArray(type, validity(gathered), arrayed(gathered));
    }

    private static long[] validity(List<Object> values) {
        if (values.stream().allMatch(Objects::nonNull)) {
            return null;
        }
        var words = new long[(values.size() + Long.SIZE - 1) / Long.SIZE];
        for (var row = 0; row < values.size(); row++) {
            words[row / Long.SIZE] |= values.get(row) == null ? 0 : 1L << row;
        }
        return words;
    }

    private Arrayed arrayed(List<Object> values) {
        try {
            return arrays(values);
        } catch (ArithmeticException _) {
            return objects(values);
        }
    }

    private static Arrayed objects(List<Object> values) {
        return new ColumnArray.Objects(values.toArray());
    }

    /// @throws ArithmeticException if the arrays cannot hold a value
    private Arrayed arrays(List<Object> values) {
        return switch (type) {
            case Plain.BOOLEAN -> booleans(values);
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT -> ints(values, value -> ((Number) value).intValue());
            case Plain.DATE -> ints(values, value -> Math.toIntExact(((LocalDate) value).toEpochDay()));
            case Plain.BIGINT -> new ColumnArray.Longs(longs(values, value -> (long) value));
            case Plain.FLOAT -> floats(values);
            case Plain.DOUBLE -> doubles(values);
            case Plain.TEXT -> bytes(values, value -> ((String) value).getBytes(StandardCharsets.UTF_8));
            case EnumOf _ -> bytes(values, value -> ((String) value).getBytes(StandardCharsets.UTF_8));
            case Plain.BYTES -> bytes(values, value -> (byte[]) value);
            case Plain.TIME ->
                    new ColumnArray.Counts(longs(values, value -> ((LocalTime) value).toNanoOfDay()), ChronoUnit.NANOS);
            case Plain.TIMESTAMP ->
                    counts(values, value -> ofInstant(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
            case Plain.INSTANT -> counts(values, value -> ofInstant((Instant) value));
            case Plain.DURATION ->
                    counts(
                            values,
                            value -> new Precise(((Duration) value).toSeconds(), ((Duration) value).toNanosPart()));
            case Plain.UUID ->
                    new ColumnArray.Wides(
                            longs(values, value -> ((UUID) value).getMostSignificantBits()),
                            longs(values, value -> ((UUID) value).getLeastSignificantBits()));
            case Decimal decimal -> decimals(values, decimal);
            case Plain.NULL -> objects(values);
            case ListOf _, StructOf _, MapOf _, Opaque _ -> objects(values);
        };
    }

    private static Arrayed booleans(List<Object> values) {
        var array = new boolean[values.size()];
        for (var row = 0; row < array.length; row++) {
            array[row] = Boolean.TRUE.equals(values.get(row));
        }
        return new ColumnArray.Booleans(array);
    }

    private static Arrayed floats(List<Object> values) {
        var array = new float[values.size()];
        for (var row = 0; row < array.length; row++) {
            array[row] = values.get(row) == null ? 0 : (float) values.get(row);
        }
        return new ColumnArray.Floats(array);
    }

    private static Arrayed doubles(List<Object> values) {
        var array = new double[values.size()];
        for (var row = 0; row < array.length; row++) {
            array[row] = values.get(row) == null ? 0 : (double) values.get(row);
        }
        return new ColumnArray.Doubles(array);
    }

    private static Arrayed ints(List<Object> values, ToIntFunction<Object> number) {
        var array = new int[values.size()];
        for (var row = 0; row < array.length; row++) {
            array[row] = values.get(row) == null ? 0 : number.applyAsInt(values.get(row));
        }
        return new ColumnArray.Ints(array);
    }

    private static long[] longs(List<Object> values, ToLongFunction<Object> number) {
        var array = new long[values.size()];
        for (var row = 0; row < array.length; row++) {
            array[row] = values.get(row) == null ? 0 : number.applyAsLong(values.get(row));
        }
        return array;
    }

    private static Arrayed bytes(List<Object> values, Function<Object, byte[]> content) {
        var offsets = new int[values.size() + 1];
        var contents = new byte[values.size()][];
        for (var row = 0; row < contents.length; row++) {
            contents[row] = values.get(row) == null ? new byte[0] : content.apply(values.get(row));
            offsets[row + 1] = Math.addExact(offsets[row], contents[row].length);
        }
        var array = new byte[offsets[contents.length]];
        for (var row = 0; row < contents.length; row++) {
            System.arraycopy(contents[row], 0, array, offsets[row], contents[row].length);
        }
        return new ColumnArray.Bytes(offsets, array);
    }

    /// Whole seconds and the nanoseconds after them.
    private record Precise(long seconds, long nanos) {
        long in(long unitNanos) {
            return Math.addExact(Math.multiplyExact(seconds, NANOS / unitNanos), nanos / unitNanos);
        }
    }

    private static Precise ofInstant(Instant time) {
        return new Precise(time.getEpochSecond(), time.getLong(ChronoField.NANO_OF_SECOND));
    }

    /// In microseconds, which reach far, unless a value has parts of them.
    private static Arrayed counts(List<Object> values, Function<Object, Precise> precise) {
        var areMicros =
                values.stream().allMatch(value -> value == null || precise.apply(value).nanos % NANOS_OF_MICRO == 0);
        var unit = areMicros ? NANOS_OF_MICRO : 1;
        return new ColumnArray.Counts(
                longs(values, value -> precise.apply(value).in(unit)),
                areMicros ? ChronoUnit.MICROS : ChronoUnit.NANOS);
    }

    private static Arrayed decimals(List<Object> values, Decimal type) {
        var unscaled = new ArrayList<Object>();
        for (var value : values) {
            unscaled.add(value == null ? null : unscaled((BigDecimal) value, type));
        }
        return type.precision() <= ColumnArray.LONG_DIGITS
                ? new ColumnArray.Longs(longs(unscaled, value -> ((BigInteger) value).longValueExact()))
                : new ColumnArray.Wides(
                        longs(unscaled, value -> ((BigInteger) value).shiftRight(Long.SIZE).longValueExact()),
                        longs(unscaled, value -> ((BigInteger) value).longValue()));
    }

    private static BigInteger unscaled(BigDecimal value, Decimal type) {
        var scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException(type + " does not hold it");
        }
        return scaled.unscaledValue();
    }
}
