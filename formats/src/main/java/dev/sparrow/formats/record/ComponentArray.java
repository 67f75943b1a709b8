/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;

/// A column as the array of a primitive component: the same one where it is of that type, else a copy, if every value
/// of the column's type is one of the component's.
final class ComponentArray {
    private ComponentArray() {}

    /// The array; null if values have to be looked at, because one may be missing or not fit
    static Object of(Class<?> component, ColumnArray column, int rows) {
        if (!component.isPrimitive() || column.hasNulls()) {
            return null;
        }
        return switch (column.values()) {
            case ColumnArray.Booleans(var array) -> component == boolean.class ? array : null;
            case ColumnArray.Ints(var array) ->
                    isWhole(column.type()) ? of(component, column.type(), array, rows) : null;
            case ColumnArray.Longs(var array) ->
                    component == long.class && column.type() == Plain.BIGINT ? array : null;
            case ColumnArray.Floats(var array) -> component == float.class ? array : null;
            case ColumnArray.Doubles(var array) -> component == double.class ? array : null;
            case ColumnArray.Counts _, ColumnArray.Bytes _, ColumnArray.Places _ -> null;
            case ColumnArray.Wides _, ColumnArray.Objects _ -> null;
        };
    }

    private static boolean isWhole(ColumnType type) {
        return type == Plain.TINYINT || type == Plain.SMALLINT || type == Plain.INT;
    }

    private static Object of(Class<?> component, ColumnType type, int[] array, int rows) {
        if (component == int.class) {
            return array;
        }
        if (component == long.class) {
            var longs = new long[rows];
            for (var row = 0; row < rows; row++) {
                longs[row] = array[row];
            }
            return longs;
        }
        if (component == short.class && type != Plain.INT) {
            var shorts = new short[rows];
            for (var row = 0; row < rows; row++) {
                shorts[row] = (short) array[row];
            }
            return shorts;
        }
        if (component == byte.class && type == Plain.TINYINT) {
            var bytes = new byte[rows];
            for (var row = 0; row < rows; row++) {
                bytes[row] = (byte) array[row];
            }
            return bytes;
        }
        return null;
    }
}
