/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Schema;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.hash.NumberSet;
import dev.sparrow.compute.relation.hash.RightPart;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.TableKinds;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.step.Lookup;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/// Gathers the right table of a lookup: its rows, or the numbers alone where nothing else is asked of them.
public final class RightGatherer {
    private final Schema schema;
    private final Kind kind;
    private final List<Vector> vectors = new ArrayList<>();
    private int rows;

    /// Null if rows are gathered.
    private NumberSet numbers;

    private boolean hasNull;

    public RightGatherer(Lookup lookup) {
        this.schema = lookup.right();
        this.kind = TableKinds.of(schema);
        for (var field : schema.fields()) {
            vectors.add(new Vector(field.type(), field.nullable(), Window.ROWS));
        }
        this.numbers = asksForNumbers(lookup) ? new NumberSet() : null;
    }

    /// Whether only the one key counts, which is the only column and a whole number.
    static boolean asksForNumbers(Lookup lookup) {
        return !lookup.kind().showsRight()
                && lookup.condition() == null
                && lookup.right().fields().size() == 1
                && lookup.rightKeys().size() == 1
                && lookup.rightKeys().getFirst() instanceof Expression.Input(_, var type, _, _)
                && (type == Plain.BIGINT || type == Plain.INT);
    }

    /// The windows of the table's kind, of whatever elements.
    public WindowSource windows(WindowSource elements, ChainContext context) {
        return new WindowSource() {
            private WindowSource others;

            @Override
            public Window next() {
                if (others != null) {
                    return others.next();
                }
                var window = elements.next();
                if (window == null || window.kind().equals(kind)) {
                    return window;
                }
                others = new Chain(List.of(), schema, new FirstThen(window, elements), context);
                return others.next();
            }
        };
    }

    private static final class FirstThen implements WindowSource {
        private final WindowSource rest;
        private Window first;

        FirstThen(Window first, WindowSource rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public Window next() {
            var next = first == null ? rest.next() : first;
            first = null;
            return next;
        }
    }

    /// How many rows it has gathered.
    public long count() {
        return numbers == null ? rows : numbers.count();
    }

    /// About what it has gathered takes in the heap.
    public long bytes() {
        return numbers == null
                ? vectors.stream().mapToLong(vector -> vector.bytesPerRow() * rows).sum()
                : numbers.bytes();
    }

    /// Takes the rows of a window of the kind of the table.
    public void add(Window window) {
        if (numbers != null && addNumbers(window)) {
            return;
        }
        var leaf = 0;
        for (var vector : vectors) {
            vector.reserve(rows + window.size());
            for (var into : vector.leaves()) {
                var from = window.leaf(leaf++);
                if (from instanceof Object[] objects && vector.type() == Plain.TEXT) {
                    texts(objects, window.size(), (Object[]) into);
                } else {
                    System.arraycopy(from, 0, into, rows, window.size());
                }
            }
        }
        rows += window.size();
    }

    private void texts(Object[] from, int size, Object... into) {
        for (var row = 0; row < size; row++) {
            into[rows + row] = from[row] instanceof String text ? Utf8.of(text) : from[row];
        }
    }

    // ---- Numbers

    /// @return false if they are too far from each other: rows are gathered from now on
    private boolean addNumbers(Window window) {
        var isNullable = schema.fields().getFirst().nullable();
        var values = window.leaf(isNullable ? 1 : 0);
        var count = window.size();
        if (isNullable || !(values instanceof long[])) {
            var present = new long[count];
            count = present(isNullable ? (boolean[]) window.leaf(0) : null, values, count, present);
            values = present;
        }
        hasNull |= count < window.size();
        if (numbers.addAll((long[]) values, count)) {
            return true;
        }
        gatherRows();
        return false;
    }

    /// The values that are there.
    ///
    /// @param valid null if all are
    /// @return how many there are
    private static int present(boolean[] valid, Object values, int size, long... into) {
        var count = 0;
        for (var row = 0; row < size; row++) {
            if (valid == null || valid[row]) {
                into[count++] = values instanceof long[] longs ? longs[row] : ((int[]) values)[row];
            }
        }
        return count;
    }

    private void gatherRows() {
        var vector = vectors.getFirst();
        for (var number : numbers.toArray()) {
            vector.reserve(rows + 1);
            vector.set(rows++, vector.type() == Plain.BIGINT ? (Object) number : (Object) (int) number);
        }
        if (hasNull) {
            vector.reserve(rows + 1);
            vector.set(rows++, null);
        }
        numbers = null;
    }

    /// What is gathered, as rows where another part has rows.
    public RightPart part() {
        return numbers == null ? rows() : new RightPart.Numbers(numbers, hasNull);
    }

    private RightPart.Rows rows() {
        var leaves = new ArrayList<Object>();
        for (var vector : vectors) {
            for (var array : vector.leaves()) {
                var exact = Array.newInstance(array.getClass().componentType(), rows);
                System.arraycopy(array, 0, exact, 0, rows);
                leaves.add(exact);
            }
        }
        return new RightPart.Rows(rows, leaves.toArray());
    }

    /// The rows of a part.
    static RightPart.Rows rows(Lookup lookup, RightPart part) {
        return switch (part) {
            case RightPart.Rows rows -> rows;
            case RightPart.Numbers(var numbers, var hasNull) -> {
                var gatherer = new RightGatherer(lookup);
                gatherer.numbers = numbers;
                gatherer.hasNull = hasNull;
                gatherer.gatherRows();
                yield gatherer.rows();
            }
        };
    }
}
