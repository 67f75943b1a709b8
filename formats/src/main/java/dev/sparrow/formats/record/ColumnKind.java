/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.UnwritableValue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/// The forms of a record's components in typed files.
public enum ColumnKind {
    BOOLEAN(Boolean.class),
    BYTE(Byte.class),
    SHORT(Short.class),
    INT(Integer.class),
    LONG(Long.class),
    FLOAT(Float.class),
    DOUBLE(Double.class),
    STRING(String.class),
    /// A character, as text.
    CHARACTER(Character.class),
    /// A UUID, as text.
    UUID_TEXT(UUID.class),
    /// A constant, as the text of its name.
    ENUM(Enum.class),
    BYTES(byte[].class),
    /// 38 digits, 18 of them behind the point, as in Spark.
    DECIMAL(BigDecimal.class),
    DATE(LocalDate.class),
    /// A time of day in microseconds.
    TIME(LocalTime.class),
    /// A date and time in microseconds, without a time zone.
    TIMESTAMP(LocalDateTime.class),
    /// A point in time in microseconds.
    INSTANT(Instant.class);

    public static final int DECIMAL_PRECISION = 38;
    public static final int DECIMAL_SCALE = 18;

    private final Class<?> type;

    ColumnKind(Class<?> type) {
        this.type = type;
    }

    /// The kind of a component.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if such files cannot hold its type
    public static ColumnKind of(RecordShape.Component component, String format) {
        var boxed = component.box();
        if (boxed.isEnum()) {
            return ENUM;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.type == boxed)
                .findFirst()
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "The component '"
                                        + component.name()
                                        + "' is a "
                                        + component.genericType().getTypeName()
                                        + ", which "
                                        + format
                                        + " does not read or write. Make it a "
                                        + Arrays.stream(values())
                                                .map(kind -> kind.type.getSimpleName())
                                                .collect(Collectors.joining(", "))
                                        + " or a primitive."));
    }

    /// Scales a decimal to the digits that columns have.
    ///
    /// @throws UnwritableValue if the value has more
    public static BigDecimal scaled(BigDecimal value, String format) {
        try {
            var scaled = value.setScale(DECIMAL_SCALE, RoundingMode.UNNECESSARY);
            if (scaled.precision() <= DECIMAL_PRECISION) {
                return scaled;
            }
        } catch (ArithmeticException e) {
            // Said below.
        }
        throw new UnwritableValue(
                ErrorCode.INVALID_ARGUMENT,
                values ->
                        format
                                + " cannot write "
                                + values.show(value)
                                + " exactly: decimals have "
                                + DECIMAL_PRECISION
                                + " digits, "
                                + DECIMAL_SCALE
                                + " of them behind the point. Round it before, or make the component a String.",
                null);
    }

    /// Microseconds since 1970, downwards also before.
    ///
    /// @throws UnwritableValue if columns do not hold that many
    public static long micros(Instant time, String format) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        } catch (ArithmeticException e) {
            throw tooFar(time, "times have 64 bits of microseconds", format);
        }
    }

    /// Days since 1970.
    ///
    /// @throws UnwritableValue if columns do not hold that many
    public static int days(LocalDate date, String format) {
        try {
            return Math.toIntExact(date.toEpochDay());
        } catch (ArithmeticException e) {
            throw tooFar(date, "dates have 32 bits of days", format);
        }
    }

    private static UnwritableValue tooFar(Object value, String limit, String format) {
        return new UnwritableValue(
                ErrorCode.INVALID_ARGUMENT,
                values ->
                        format
                                + " cannot write "
                                + values.show(value)
                                + ": "
                                + limit
                                + ", from 1970 on and back. Take null or a nearer one, or make the component a String.",
                null);
    }
}
