/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.serialization.RecordAccess;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.util.ArrayList;
import java.util.List;

/// Looks at an element to find its narrowest [Kind].
enum KindFinder {
    /// Takes tuples apart.
    MOVED,
    /// Takes all records apart.
    STORED;

    Kind of(Object element) {
        var kind = of(element, Kind.DEPTH_MAX, List.of());
        return kind.leaves() <= Kind.LEAVES_MAX ? kind : of(element, 1, List.of());
    }

    /// @param around the records that the element is part of: one within itself may go on without end
    private Kind of(Object element, int depth, List<Class<?>> around) {
        return switch (element) {
            case null -> Kind.Leaf.OBJECT;
            case Long _ -> Kind.Leaf.LONG;
            case Double _ -> Kind.Leaf.DOUBLE;
            case Integer _ -> Kind.Leaf.INT;
            case Boolean _ -> Kind.Leaf.BOOLEAN;
            case Byte _ -> Kind.Leaf.BYTE;
            case Short _ -> Kind.Leaf.SHORT;
            case Character _ -> Kind.Leaf.CHAR;
            case Float _ -> Kind.Leaf.FLOAT;
            case Record record when depth > 0 && isTakenApart(record, around) -> struct(record, depth, around);
            default -> Kind.Leaf.OBJECT;
        };
    }

    private boolean isTakenApart(Record record, List<Class<?>> around) {
        return switch (record) {
            case Tuple2<?, ?> _, Tuple3<?, ?, ?> _, Tuple4<?, ?, ?, ?> _ -> true;
            default ->
                    this == STORED
                            && !around.contains(record.getClass())
                            && record.getClass().getRecordComponents().length > 0;
        };
    }

    private Kind struct(Record record, int depth, List<Class<?>> around) {
        var path = new ArrayList<>(around);
        path.add(record.getClass());
        var parts = new ArrayList<Kind>();
        for (var component : RecordAccess.of(record.getClass()).components(record)) {
            parts.add(of(component, depth - 1, path));
        }
        return new Kind.Struct(record.getClass(), List.copyOf(parts));
    }
}
