/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.table.expression.Carrier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A column that is written, as Java arrays that grow.
final class Vector {
    private final ColumnType type;
    private final Storage storage;
    private final boolean nullable;
    private boolean[] valid;
    private Object values;
    private long[] low;
    private int capacity;

    Vector(ColumnType type, boolean nullable, int capacity) {
        this.type = type;
        this.storage = ColumnData.storage(type);
        this.nullable = nullable;
        this.capacity = Math.max(1, capacity);
        this.valid = hasValidity() ? new boolean[this.capacity] : null;
        this.values = array(this.capacity);
        this.low = storage == Storage.WIDE ? new long[this.capacity] : null;
    }

    private boolean hasValidity() {
        return nullable && storage != Storage.TEXT && storage != Storage.OBJECT;
    }

    private Object array(int length) {
        return switch (storage) {
            case BOOLEAN -> new boolean[length];
            case BYTE -> new byte[length];
            case SHORT -> new short[length];
            case INT -> new int[length];
            case LONG, WIDE -> new long[length];
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case TEXT, OBJECT -> new Object[length];
        };
    }

    ColumnType type() {
        return type;
    }

    int capacity() {
        return capacity;
    }

    /// Makes room for so many rows.
    void reserve(int rows) {
        if (rows > capacity) {
            var length = Math.max(rows, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * capacity));
            var longer = array(length);
            System.arraycopy(values, 0, longer, 0, capacity);
            values = longer;
            valid = valid == null ? null : Arrays.copyOf(valid, length);
            low = low == null ? null : Arrays.copyOf(low, length);
            capacity = length;
        }
    }

    /// The arrays in the order of the leaves of the column's kind.
    List<Object> leaves() {
        var leaves = new ArrayList<Object>();
        if (valid != null) {
            leaves.add(valid);
        }
        leaves.add(values);
        if (low != null) {
            leaves.add(low);
        }
        return leaves;
    }

    /// Puts a value in the form of [Carrier], which may be null.
    void set(int row, Object value) {
        if (valid != null) {
            valid[row] = value != null;
        }
        switch (storage) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN -> ((boolean[]) values)[row] = value != null && (boolean) value;
            case BYTE -> ((byte[]) values)[row] = value == null ? 0 : ((Integer) value).byteValue();
            case SHORT -> ((short[]) values)[row] = value == null ? 0 : ((Integer) value).shortValue();
            case INT -> ((int[]) values)[row] = value == null ? 0 : (int) value;
            case LONG -> ((long[]) values)[row] = value == null ? 0 : (long) value;
            case FLOAT -> ((float[]) values)[row] = value == null ? 0 : (float) value;
            case DOUBLE -> ((double[]) values)[row] = value == null ? 0 : (double) value;
            case TEXT -> ((Object[]) values)[row] = value == null ? null : ((Utf8) value).copy();
            case OBJECT -> ((Object[]) values)[row] = Carrier.toJava(value, type);
            case WIDE -> {
                var wide = value == null ? BigInteger.ZERO : (BigInteger) value;
                ((long[]) values)[row] = wide.shiftRight(Long.SIZE).longValue();
                low[row] = wide.longValue();
            }
        }
    }

    /// Lets loops read the rows that are written.
    void show(ColumnData data, int rows) {
        switch (storage) {
            case null -> throw new NullPointerException("a constant is missing");
            case TEXT -> data.showTexts(nullable).show((Object[]) values, rows);
            case OBJECT -> data.showObjects(values, nullable);
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, WIDE -> data.showArrays(valid, values, low);
        }
    }

    /// About what a row takes in the heap.
    long bytesPerRow() {
        return switch (storage) {
            case BOOLEAN, BYTE -> 2;
            case SHORT -> 3;
            case INT, FLOAT -> 5;
            case LONG, DOUBLE -> 9;
            case WIDE -> 17;
            case TEXT -> 60;
            case OBJECT -> 64;
        };
    }
}
