/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.compute.relation.segment.ColumnData;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.compute.relation.segment.Places;
import dev.sparrow.compute.relation.segment.Segment;
import dev.sparrow.compute.relation.segment.StateArrays;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.State;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The states of all groups, as the arrays that a [Segment] folds into.
final class GroupStates {
    private final List<State> states;
    private final Object[] arrays;
    private int capacity = 64;

    GroupStates(List<State> states) {
        this.states = states;
        var made = new ArrayList<Object>();
        made.add(null); // of the groups of rows
        for (var state : states) {
            for (var storage : StateArrays.arrays(state)) {
                made.add(StateArrays.array(storage, capacity));
            }
        }
        this.arrays = made.toArray();
    }

    /// The arrays for rows of such groups.
    ///
    /// @param groups their numbers, or [Places]; anything if all rows are one group
    Object[] arrays(Object groups) {
        arrays[0] = groups;
        return arrays;
    }

    void reserve(int groups) {
        if (groups > capacity) {
            capacity = Math.max(groups, 2 * capacity);
            for (var i = 1; i < arrays.length; i++) {
                var longer = Array.newInstance(arrays[i].getClass().componentType(), capacity);
                System.arraycopy(arrays[i], 0, longer, 0, Array.getLength(arrays[i]));
                arrays[i] = longer;
            }
        }
    }

    long bytes() {
        var bytes = 0L;
        for (var i = 1; i < arrays.length; i++) {
            bytes += (long) capacity * (arrays[i] instanceof Object[] ? 80 : arrays[i] instanceof boolean[] ? 1 : 8);
        }
        return bytes;
    }

    /// Rows of the keys and the states, in windows.
    ///
    /// @param keys of the groups; without parts of one group
    /// @param by the expressions of the keys
    void rows(Keys keys, List<Expression> by, Schema schema, Consumer<Window> into) {
        var groups = by.isEmpty() ? 1 : keys.count();
        for (var from = 0; from < groups; from += Window.ROWS) {
            into.accept(window(keys, by, schema, from, Math.min(Window.ROWS, groups - from)));
        }
    }

    private Window window(Keys keys, List<Expression> by, Schema schema, int from, int count) {
        var leaves = new ArrayList<Object>();
        for (var part = 0; part < by.size(); part++) {
            key(keys, part, schema.fields().get(part), from, count, leaves);
        }
        var first = 1;
        for (var s = 0; s < states.size(); s++) {
            state(states.get(s), first, schema.fields().get(by.size() + s), from, count, leaves);
            first += StateArrays.count(states.get(s));
        }
        return Window.over(TableKinds.of(schema), leaves, count);
    }

    private static void key(Keys keys, int part, Field field, int from, int count, List<Object> leaves) {
        var storage = ColumnData.storage(field.type());
        if (storage == Storage.WIDE || storage == Storage.OBJECT) {
            var objects = (Object[]) keys.parts()[part];
            leaves.addAll(boxed(field, count, row -> keys.isNull(part, from + row) ? null : objects[from + row]));
            return;
        }
        if (field.nullable() && storage != Storage.TEXT) {
            var valid = new boolean[count];
            for (var row = 0; row < count; row++) {
                valid[row] = !keys.isNull(part, from + row);
            }
            leaves.add(valid);
        }
        leaves.add(
                keys.parts()[part] instanceof long[] longs
                        ? unpacked(longs, storage, from, count)
                        : Arrays.copyOfRange((Object[]) keys.parts()[part], from, from + count));
    }

    /// Keys are longs, and columns have types of their own.
    private static Object unpacked(long[] bits, Storage storage, int from, int count) {
        return switch (storage) {
            case LONG -> Arrays.copyOfRange(bits, from, from + count);
            case BOOLEAN -> filled(new boolean[count], (array, row) -> array[row] = bits[from + row] != 0);
            case BYTE -> filled(new byte[count], (array, row) -> array[row] = (byte) bits[from + row]);
            case SHORT -> filled(new short[count], (array, row) -> array[row] = (short) bits[from + row]);
            case INT -> filled(new int[count], (array, row) -> array[row] = (int) bits[from + row]);
            case FLOAT ->
                    filled(
                            new float[count],
                            (array, row) -> array[row] = (float) Double.longBitsToDouble(bits[from + row]));
            case DOUBLE ->
                    filled(new double[count], (array, row) -> array[row] = Double.longBitsToDouble(bits[from + row]));
            case WIDE, TEXT, OBJECT -> throw new IllegalStateException("No long");
        };
    }

    private interface Fill<T> {
        void row(T array, int row);
    }

    private static <T> T filled(T array, Fill<T> fill) {
        for (var row = 0; row < Array.getLength(array); row++) {
            fill.row(array, row);
        }
        return array;
    }

    private void state(State state, int first, Field field, int from, int count, List<Object> leaves) {
        var to = from + count;
        switch (StateArrays.layout(state)) {
            case null -> throw new NullPointerException("a constant is missing");
            case COUNT -> leaves.add(Arrays.copyOfRange((long[]) arrays[first], from, to));
            case LONG -> {
                leaves.add(Arrays.copyOfRange((boolean[]) arrays[first + 1], from, to));
                leaves.add(Arrays.copyOfRange((long[]) arrays[first], from, to));
            }
            case DOUBLE -> {
                leaves.add(Arrays.copyOfRange((boolean[]) arrays[first + 1], from, to));
                leaves.add(Arrays.copyOfRange((double[]) arrays[first], from, to));
            }
            case WIDE -> {
                var low = Arrays.copyOfRange((long[]) arrays[first], from, to);
                var high = Arrays.copyOfRange((long[]) arrays[first + 1], from, to);
                for (var row = 0; row < count; row++) {
                    high[row] += low[row] >> (Long.SIZE - 1);
                }
                leaves.add(Arrays.copyOfRange((boolean[]) arrays[first + 2], from, to));
                leaves.add(high);
                leaves.add(low);
            }
            case PRIMITIVE, OBJECT ->
                    leaves.addAll(boxed(field, count, row -> StateArrays.get(state, from + row, arrays, first)));
        }
    }

    private static List<Object> boxed(Field field, int count, IntFunction<Object> values) {
        var vector = new Vector(field.type(), field.nullable(), count);
        for (var row = 0; row < count; row++) {
            vector.set(row, values.apply(row));
        }
        return vector.leaves();
    }
}
