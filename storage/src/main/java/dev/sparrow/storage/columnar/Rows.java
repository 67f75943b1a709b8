/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Row;
import dev.sparrow.column.Utf8;
import dev.sparrow.storage.serialization.RecordAccess;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// Takes elements apart into the arrays of their leaves, and puts them together again.
final class Rows {

    /// What [#set] returns for an element of another kind.
    private static final int MISMATCH = -1;

    private Rows() {}

    /// Returns the number of the leaf after those of the element, or [#MISMATCH].
    static int set(Kind kind, Object[] leaves, int leaf, int row, Object element) {
        return switch (kind) {
            case Kind.Leaf one -> set(one, leaves[leaf], row, element) ? leaf + 1 : MISMATCH;
            case Kind.Struct struct -> setStruct(struct, leaves, leaf, row, element);
            case Kind.Columns(var parts) -> setColumns(parts, leaves, leaf, row, element);
            case Kind.Value(var form) -> {
                var fits = element != null && element.getClass() == form.type();
                yield fits && form.set(element, leaves, leaf, row) ? leaf + form.leaves().size() : MISMATCH;
            }
            case Kind.Nullable(var values) -> setNullable(values, leaves, leaf, row, element);
            case Kind.Nulls _ -> element == null ? leaf : MISMATCH;
        };
    }

    private static int setColumns(List<Kind> parts, Object[] leaves, int leaf, int row, Object element) {
        if (!(element instanceof Row values) || values.size() != parts.size()) {
            return MISMATCH;
        }
        var next = leaf;
        for (var i = 0; i < parts.size() && next >= 0; i++) {
            next = set(parts.get(i), leaves, next, row, values.get(i));
        }
        return next;
    }

    private static int setNullable(Kind values, Object[] leaves, int leaf, int row, Object element) {
        ((boolean[]) leaves[leaf])[row] = element != null;
        if (element != null) {
            return set(values, leaves, leaf + 1, row, element);
        }
        var end = leaf + 1 + values.leaves();
        for (var of = leaf + 1; of < end; of++) {
            LeafArrays.clear(leaves[of], row);
        }
        return end;
    }

    private static boolean set(Kind.Leaf kind, Object array, int row, Object element) {
        var fits = kind == Kind.Leaf.OBJECT || (element != null && element.getClass() == kind.box());
        return fits && put(kind, array, row, element);
    }

    /// Returns true, so that the choice of an array is an expression, which has to name every leaf.
    private static boolean put(Kind.Leaf kind, Object array, int row, Object element) {
        return switch (kind) {
            case BOOLEAN -> {
                ((boolean[]) array)[row] = (Boolean) element;
                yield true;
            }
            case BYTE -> {
                ((byte[]) array)[row] = (Byte) element;
                yield true;
            }
            case SHORT -> {
                ((short[]) array)[row] = (Short) element;
                yield true;
            }
            case CHAR -> {
                ((char[]) array)[row] = (Character) element;
                yield true;
            }
            case INT -> {
                ((int[]) array)[row] = (Integer) element;
                yield true;
            }
            case LONG -> {
                ((long[]) array)[row] = (Long) element;
                yield true;
            }
            case FLOAT -> {
                ((float[]) array)[row] = (Float) element;
                yield true;
            }
            case DOUBLE -> {
                ((double[]) array)[row] = (Double) element;
                yield true;
            }
            case OBJECT -> {
                ((Object[]) array)[row] = element;
                yield true;
            }
        };
    }

    private static int setStruct(Kind.Struct struct, Object[] leaves, int leaf, int row, Object element) {
        if (element == null || element.getClass() != struct.type()) {
            return MISMATCH;
        }
        if (element instanceof Tuple2<?, ?> pair) {
            var second = set(struct.parts().get(0), leaves, leaf, row, pair._1());
            return second < 0 ? MISMATCH : set(struct.parts().get(1), leaves, second, row, pair._2());
        }
        var access = RecordAccess.of(struct.type());
        var next = leaf;
        for (var i = 0; i < access.size() && next >= 0; i++) {
            next = set(struct.parts().get(i), leaves, next, row, access.component(i, element));
        }
        return next;
    }

    static Object get(Kind kind, Object[] leaves, int leaf, int row) {
        return switch (kind) {
            case Kind.Leaf one -> get(one, leaves[leaf], row);
            case Kind.Struct struct -> getStruct(struct, leaves, leaf, row);
            case Kind.Columns(var parts) -> {
                var values = components(parts, leaves, leaf, row);
                for (var i = 0; i < values.length; i++) {
                    values[i] = values[i] instanceof Utf8 text ? text.toString() : values[i];
                }
                yield Row.over(values);
            }
            case Kind.Value(var form) -> form.get(leaves, leaf, row);
            case Kind.Nullable(var values) ->
                    ((boolean[]) leaves[leaf])[row] ? get(values, leaves, leaf + 1, row) : null;
            case Kind.Nulls _ -> null;
        };
    }

    static Object get(Kind.Leaf kind, Object array, int row) {
        return switch (kind) {
            case BOOLEAN -> ((boolean[]) array)[row];
            case BYTE -> ((byte[]) array)[row];
            case SHORT -> ((short[]) array)[row];
            case CHAR -> ((char[]) array)[row];
            case INT -> ((int[]) array)[row];
            case LONG -> ((long[]) array)[row];
            case FLOAT -> ((float[]) array)[row];
            case DOUBLE -> ((double[]) array)[row];
            case OBJECT -> ((Object[]) array)[row];
        };
    }

    private static Object getStruct(Kind.Struct struct, Object[] leaves, int leaf, int row) {
        var parts = struct.parts();
        if (struct.type() == Tuple2.class) {
            var first = get(parts.get(0), leaves, leaf, row);
            return new Tuple2<>(first, get(parts.get(1), leaves, leaf + parts.get(0).leaves(), row));
        }
        return RecordAccess.of(struct.type()).make(components(parts, leaves, leaf, row));
    }

    private static Object[] components(List<Kind> parts, Object[] leaves, int leaf, int row) {
        var components = new Object[parts.size()];
        var next = leaf;
        for (var i = 0; i < components.length; i++) {
            components[i] = get(parts.get(i), leaves, next, row);
            next += parts.get(i).leaves();
        }
        return components;
    }
}
