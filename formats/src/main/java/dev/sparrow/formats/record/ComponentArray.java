/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.JavaForm;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// A column as that of a component, see [dev.sparrow.format.RecordColumns]: with the same arrays, or with copies that
/// hold all of its values.
final class ComponentArray {
    /// The first number that is too long for [ColumnArray#LONG_DIGITS].
    private static final long DECIMAL_END = 1_000_000_000_000_000_000L;

    private static final long DAY_NANOS = ChronoUnit.DAYS.getDuration().toNanos();

    private ComponentArray() {}

    /// The column; null if values have to be looked at one by one, because one may be missing or not fit.
    static ColumnArray of(Class<?> component, ColumnArray column, int rows) {
        if (component.isPrimitive() && column.hasNulls()) {
            return null;
        }
        var primitive = MethodType.methodType(component).unwrap().returnType();
        return switch (column.values()) {
            case ColumnArray.Booleans _ -> primitive == boolean.class ? column : null;
            case ColumnArray.Ints _ when column.type() == Plain.DATE -> component == LocalDate.class ? column : null;
            case ColumnArray.Ints(var array) -> whole(component, primitive, column, array, rows);
            case ColumnArray.Longs(var array) when column.type() instanceof Decimal ->
                    component == BigDecimal.class && areDecimals(column, array, rows) ? column : null;
            case ColumnArray.Longs _ -> primitive == long.class ? column : null;
            case ColumnArray.Floats _ -> primitive == float.class ? column : null;
            case ColumnArray.Doubles _ -> primitive == double.class ? column : null;
            case ColumnArray.Counts(var counts, var unit) ->
                    component == JavaForm.classOf(column.type()) ? nanos(column, counts, unit, rows) : null;
            case ColumnArray.Bytes _, ColumnArray.Places _, ColumnArray.Wides _, ColumnArray.Objects _ -> null;
        };
    }

    /// Whole numbers of up to 32 bits as a component that holds all of them.
    private static ColumnArray whole(
            Class<?> component, Class<?> primitive, ColumnArray column, int[] array, int rows) {
        var type = column.type();
        if (primitive == long.class) {
            var longs = new long[rows];
            for (var row = 0; row < rows; row++) {
                longs[row] = array[row];
            }
            return column.with(Plain.BIGINT, new ColumnArray.Longs(longs));
        }
        var fits =
                primitive == int.class
                        || (primitive == short.class && type != Plain.INT)
                        || (primitive == byte.class && type == Plain.TINYINT);
        return fits ? column.with(JavaForm.typeOf(component), column.values()) : null;
    }

    /// Whether none has more digits than its column may say: a file can have any number.
    private static boolean areDecimals(ColumnArray column, long[] array, int rows) {
        for (var row = 0; row < rows; row++) {
            if ((array[row] <= -DECIMAL_END || array[row] >= DECIMAL_END) && !column.isNull(row)) {
                return false;
            }
        }
        return true;
    }

    /// Times in nanoseconds; null if one is too far away for that, or no time of the day.
    private static ColumnArray nanos(ColumnArray column, long[] counts, ChronoUnit unit, int rows) {
        var factor = unit.getDuration().toNanos();
        var least = column.type() == Plain.TIME ? 0 : Long.MIN_VALUE / factor;
        var greatest = column.type() == Plain.TIME ? (DAY_NANOS - 1) / factor : Long.MAX_VALUE / factor;
        var nanos = new long[rows];
        for (var row = 0; row < rows; row++) {
            var count = counts[row];
            if ((count < least || count > greatest) && !column.isNull(row)) {
                return null;
            }
            nanos[row] = count * factor;
        }
        return column.with(column.type(), new ColumnArray.Counts(nanos, ChronoUnit.NANOS));
    }
}
