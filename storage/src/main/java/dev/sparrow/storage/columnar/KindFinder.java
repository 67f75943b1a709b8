/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Row;
import dev.sparrow.storage.serialization.RecordAccess;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;
import dev.sparrow.value.Tuple4;

import java.lang.reflect.Modifier;
import java.math.BigDecimal;
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
            case null -> this == STORED ? new Kind.Nulls() : Kind.Leaf.OBJECT;
            case Long _ -> Kind.Leaf.LONG;
            case Double _ -> Kind.Leaf.DOUBLE;
            case Integer _ -> Kind.Leaf.INT;
            case Boolean _ -> Kind.Leaf.BOOLEAN;
            case Byte _ -> Kind.Leaf.BYTE;
            case Short _ -> Kind.Leaf.SHORT;
            case Character _ -> Kind.Leaf.CHAR;
            case Float _ -> Kind.Leaf.FLOAT;
            case Row row when depth > 0 -> columns(row, depth, around);
            case Record record when depth > 0 && isTakenApart(record, around) -> struct(record, depth, around);
            default -> value(element);
        };
    }

    private Kind value(Object element) {
        var form = this == STORED ? ValueForm.of(element) : null;
        return form == null ? Kind.Leaf.OBJECT : new Kind.Value(form);
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

    private Kind columns(Row row, int depth, List<Class<?>> around) {
        var parts = new ArrayList<Kind>();
        for (var value : row.values()) {
            parts.add(Kind.nullable(of(value, depth - 1, around)));
        }
        return new Kind.Columns(List.copyOf(parts));
    }

    private Kind struct(Record record, int depth, List<Class<?>> around) {
        var path = new ArrayList<>(around);
        path.add(record.getClass());
        var parts = new ArrayList<Kind>();
        var declared = record.getClass().getRecordComponents();
        for (var component : RecordAccess.of(record.getClass()).components(record)) {
            parts.add(of(component, declared[parts.size()].getType(), depth - 1, path));
        }
        return new Kind.Struct(record.getClass(), List.copyOf(parts));
    }

    /// The kind of a component. One that is declared as a box, date or decimal may be null in the next record, so it is
    /// nullable from the start, and loops are compiled for one kind.
    private Kind of(Object component, Class<?> declared, int depth, List<Class<?>> around) {
        if (this == MOVED || declared.isPrimitive()) {
            return of(component, depth, around);
        }
        var kind = component == null ? ofAll(declared) : of(component, depth, around);
        return declared == BigDecimal.class || isOneKind(declared) ? Kind.nullable(kind) : kind;
    }

    /// The kind of a null of this class: of the values that may follow, as far as the class tells.
    private static Kind ofAll(Class<?> declared) {
        for (var leaf : Kind.Leaf.values()) {
            if (leaf.box() == declared && leaf != Kind.Leaf.OBJECT) {
                return Kind.nullable(leaf);
            }
        }
        var form = ValueForm.ofAll(declared);
        if (form != null) {
            return Kind.nullable(new Kind.Value(form));
        }
        return Modifier.isFinal(declared.getModifiers()) && !declared.isRecord() ? Kind.Leaf.OBJECT : new Kind.Nulls();
    }

    private static boolean isOneKind(Class<?> declared) {
        return ofAll(declared) instanceof Kind.Nullable;
    }
}
