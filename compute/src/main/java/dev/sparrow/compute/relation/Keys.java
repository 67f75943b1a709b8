/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;

/// The keys of some rows: a column for each part, of longs or of objects, and which parts are missing.
///
/// @param count how many rows
/// @param valid for each part which rows have a value; null if all have
/// @param parts each a `long[]` or an `Object[]`
@SuppressWarnings("ArrayRecordComponent") // never compared
record Keys(int count, boolean[][] valid, Object... parts) {

    /// How the parts are written.
    static List<SegmentSpec.Output> outputs(List<Expression> keys) {
        return keys.stream().map(key -> new SegmentSpec.Output(key, SegmentSpec.Form.KEY)).toList();
    }

    static boolean isLong(ColumnType type) {
        return switch (ColumnData.storage(type)) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
            case WIDE, TEXT, OBJECT -> false;
        };
    }

    /// New arrays for so many rows, as [SegmentSpec.Write] fills them.
    static Object[] arrays(List<SegmentSpec.Output> outputs, int rows) {
        var arrays = new ArrayList<Object>();
        for (var output : outputs) {
            if (SegmentSpec.hasValidity(output)) {
                arrays.add(new boolean[rows]);
            }
            arrays.add(isLong(output.value().type()) ? (Object) new long[rows] : new Object[rows]);
        }
        arrays.add(new int[rows]);
        return arrays.toArray();
    }

    /// What such arrays hold.
    static Keys of(List<SegmentSpec.Output> outputs, Object[] arrays, int count) {
        var valid = new boolean[outputs.size()][];
        var parts = new Object[outputs.size()];
        var next = 0;
        for (var i = 0; i < parts.length; i++) {
            if (SegmentSpec.hasValidity(outputs.get(i))) {
                valid[i] = (boolean[]) arrays[next++];
            }
            parts[i] = arrays[next++];
        }
        return new Keys(count, valid, parts);
    }

    boolean isNull(int part, int row) {
        return valid[part] != null && !valid[part][row];
    }

    boolean hasNull(int row) {
        for (var part = 0; part < parts.length; part++) {
            if (isNull(part, row)) {
                return true;
            }
        }
        return false;
    }

    /// The same hash for equal keys in each process.
    int hash(int row) {
        var hash = 0L;
        for (var part = 0; part < parts.length; part++) {
            hash = mixed(hash, isNull(part, row) ? 0x5bd1e995 : word(parts[part], row));
        }
        return (int) (hash ^ hash >>> Integer.SIZE);
    }

    private static long word(Object part, int row) {
        return switch (part) {
            case long[] longs -> longs[row];
            case Object[] objects ->
                    objects[row] instanceof Utf8 text
                            ? text.hash()
                            : java.util.Arrays.deepHashCode(new Object[] {objects[row]});
            default -> throw new IllegalStateException("No key");
        };
    }

    static long mixed(long hash, long word) {
        var mixed = (hash * 31 + word) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
