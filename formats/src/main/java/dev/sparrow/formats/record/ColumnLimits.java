/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Schema;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.UnwritableValue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What columns of typed files hold of values that have no end in Java: decimals of 38 digits, 18 of them behind the
/// point, as in Spark; times in 64 bits of microseconds; dates in 32 bits of days.
public final class ColumnLimits {
    private static final List<Class<?>> OTHERS = List.of(Character.class, Enum.class, BigDecimal.class);

    private ColumnLimits() {}

    /// Looks at the components of a record.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` for one that such files cannot hold
    public static void requireHeld(RecordShape shape, String format) {
        for (var component : shape.components()) {
            if (!isHeld(component.columnType())) {
                throw SparrowException.invalidArgument(
                        "The component '"
                                + component.name()
                                + "' is a "
                                + component.genericType().getTypeName()
                                + ", which "
                                + format
                                + " does not read or write. Make it a "
                                + Stream.concat(
                                                Arrays.stream(Plain.values())
                                                        .filter(ColumnLimits::isHeld)
                                                        .map(JavaForm::classOf),
                                                OTHERS.stream())
                                        .map(Class::getSimpleName)
                                        .collect(Collectors.joining(", "))
                                + " or a primitive.");
            }
        }
    }

    /// Looks at the columns of a table.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` for one that such files cannot hold
    public static void requireHeld(Schema schema, String format) {
        for (var field : schema.fields()) {
            if (!isHeld(field.type())) {
                throw SparrowException.invalidArgument(
                        format
                                + " does not write the column '"
                                + field.name()
                                + "' of type "
                                + field.type()
                                + ". Cast it to text, take its parts as columns, or write JSON.");
            }
        }
    }

    /// Whether a component of the type can be a column.
    private static boolean isHeld(ColumnType type) {
        return switch (type) {
            case Plain plain -> plain != Plain.NULL;
            case Decimal _, EnumOf _ -> true;
            case ListOf _, StructOf _, MapOf _, Opaque _ -> false;
        };
    }

    /// Scales a decimal to the digits that columns have.
    ///
    /// @throws UnwritableValue if the value has more
    public static BigDecimal scaled(BigDecimal value, Decimal type, String format) {
        try {
            var scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (scaled.precision() <= type.precision()) {
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
                                + type.precision()
                                + " digits, "
                                + type.scale()
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

    /// Microseconds of a length of time, downwards also below zero.
    ///
    /// @throws UnwritableValue if columns do not hold that many
    public static long micros(Duration time, String format) {
        try {
            return Math.addExact(Math.multiplyExact(time.getSeconds(), 1_000_000L), time.getNano() / 1_000);
        } catch (ArithmeticException e) {
            throw tooFar(time, "lengths of time have 64 bits of microseconds", format);
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
