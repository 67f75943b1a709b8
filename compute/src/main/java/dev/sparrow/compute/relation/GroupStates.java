/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Schema;
import dev.sparrow.column.Utf8;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.State;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
    Object[] arrays(int[] groups) {
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
            var field = schema.fields().get(part);
            var vector = new Vector(field.type(), field.nullable(), count);
            for (var row = 0; row < count; row++) {
                vector.set(
                        row, keys.isNull(part, from + row) ? null : key(keys.parts()[part], from + row, field.type()));
            }
            leaves.addAll(vector.leaves());
        }
        var first = 1;
        for (var s = 0; s < states.size(); s++) {
            var field = schema.fields().get(by.size() + s);
            var vector = new Vector(field.type(), field.nullable(), count);
            for (var row = 0; row < count; row++) {
                vector.set(row, StateArrays.get(states.get(s), from + row, arrays, first));
            }
            leaves.addAll(vector.leaves());
            first += StateArrays.count(states.get(s));
        }
        return Window.over(TableKinds.of(schema), leaves, count);
    }

    private static Object key(Object part, int group, dev.sparrow.column.ColumnType type) {
        if (part instanceof Object[] objects) {
            return objects[group] instanceof Utf8 text ? text : objects[group];
        }
        var bits = ((long[]) part)[group];
        return switch (ColumnData.storage(type)) {
            case BOOLEAN -> (Object) (bits != 0);
            case BYTE, SHORT, INT -> (int) bits;
            case LONG -> bits;
            case FLOAT -> (float) Double.longBitsToDouble(bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            case WIDE, TEXT, OBJECT -> throw new IllegalStateException("No long");
        };
    }
}
