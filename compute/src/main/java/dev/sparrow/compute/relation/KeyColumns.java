/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.SegmentSpec;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.List;

/// How loops write keys, and what they have written as [Keys].
final class KeyColumns {
    private KeyColumns() {}

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
}
