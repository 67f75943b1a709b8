/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.format.RecordColumns;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.ValueForm;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.List;

/// The columns of records of a file as the leaves of a window: of the same kind as if such records were cached, so the
/// same loops run over them.
final class RecordLeaves {
    private final List<Kind> parts = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final int rows;

    private RecordLeaves(int rows) {
        this.rows = rows;
    }

    static Window window(RecordColumns records) {
        var leaves = new RecordLeaves(records.rows());
        var components = records.type().getRecordComponents();
        for (var i = 0; i < components.length; i++) {
            leaves.add(components[i].getType(), records.columns().get(i));
        }
        return Window.over(new Kind.Struct(records.type(), List.copyOf(leaves.parts)), leaves.arrays, leaves.rows);
    }

    private void add(Class<?> component, ColumnArray column) {
        if (column.values() instanceof ColumnArray.Objects(var array)) {
            parts.add(Kind.Leaf.OBJECT);
            arrays.add(array);
            return;
        }
        var kind = kind(column);
        if (component.isPrimitive()) {
            parts.add(kind);
        } else {
            parts.add(new Kind.Nullable(kind));
            arrays.add(valid(column));
        }
        arrays.add(array(column));
    }

    private static Kind kind(ColumnArray column) {
        return switch (column.type()) {
            case Plain.BOOLEAN -> Kind.Leaf.BOOLEAN;
            case Plain.TINYINT -> Kind.Leaf.BYTE;
            case Plain.SMALLINT -> Kind.Leaf.SHORT;
            case Plain.INT -> Kind.Leaf.INT;
            case Plain.BIGINT -> Kind.Leaf.LONG;
            case Plain.FLOAT -> Kind.Leaf.FLOAT;
            case Plain.DOUBLE -> Kind.Leaf.DOUBLE;
            case Plain.DATE -> new Kind.Value(ValueForm.Plain.DATE);
            case Plain.TIME -> new Kind.Value(ValueForm.Plain.TIME);
            case Plain.TIMESTAMP -> new Kind.Value(ValueForm.Plain.DATE_TIME);
            case Plain.INSTANT -> new Kind.Value(ValueForm.Plain.INSTANT);
            case Plain.DURATION -> new Kind.Value(ValueForm.Plain.DURATION);
            case Decimal(_, var scale) -> new Kind.Value(new ValueForm.Scaled(scale));
            case Plain.NULL, Plain.TEXT, Plain.BYTES, Plain.UUID -> throw unknown(column);
            case EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw unknown(column);
        };
    }

    private boolean[] valid(ColumnArray column) {
        var valid = new boolean[rows];
        for (var row = 0; row < rows; row++) {
            valid[row] = !column.isNull(row);
        }
        return valid;
    }

    private Object array(ColumnArray column) {
        return switch (column.values()) {
            case ColumnArray.Booleans(var array) -> array;
            case ColumnArray.Ints(var array) when column.type() == Plain.TINYINT -> bytes(array);
            case ColumnArray.Ints(var array) when column.type() == Plain.SMALLINT -> shorts(array);
            case ColumnArray.Ints(var array) -> array;
            case ColumnArray.Longs(var array) -> array;
            case ColumnArray.Floats(var array) -> array;
            case ColumnArray.Doubles(var array) -> array;
            case ColumnArray.Counts(var nanos, _) -> nanos;
            case ColumnArray.Bytes _, ColumnArray.Places _, ColumnArray.Wides _ -> throw unknown(column);
            case ColumnArray.Objects _ -> throw unknown(column);
        };
    }

    private byte[] bytes(int... array) {
        var bytes = new byte[rows];
        for (var row = 0; row < rows; row++) {
            bytes[row] = (byte) array[row];
        }
        return bytes;
    }

    private short[] shorts(int... array) {
        var shorts = new short[rows];
        for (var row = 0; row < rows; row++) {
            shorts[row] = (short) array[row];
        }
        return shorts;
    }

    private static IllegalStateException unknown(ColumnArray column) {
        return new IllegalStateException("a component has a column of " + column.type() + ", and should have objects");
    }
}
