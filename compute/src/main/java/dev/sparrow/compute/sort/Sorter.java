/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.ColumnGather;
import dev.sparrow.compute.table.RowBuffer;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.Comparator;

/// Pairs in the order of their keys; of equal keys the first stays first. Where memory is refused, what there is goes
/// to disk as a sorted run.
public final class Sorter implements WindowSink {
    /// What sorting takes for each row: bits and places, twice.
    private static final long SORTING_BYTES = 2 * (Long.BYTES + Integer.BYTES);

    private final UserOrder order;
    private final Label label;
    private final OperatorMemory memory;
    private final SortedRuns runs;
    private RowBuffer keys = new RowBuffer();

    /// Null as long as each value is its key, as where elements are sorted by themselves: then there is one column.
    private RowBuffer values;

    private Sorter(UserOrder order, Label label, TaskEnvironment environment) {
        this.order = order;
        this.label = label;
        this.memory = new OperatorMemory(label, environment);
        this.runs = new SortedRuns(memory, order.natural(), order);
    }

    public static Sorter of(Comparator<Object> order, Label label, TaskEnvironment environment) {
        return new Sorter(new UserOrder(order, label, environment), label, environment);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very key
    public boolean accept(Object element) {
        var pair = UserCode.pair(element, label);
        if (keys.size() % OperatorMemory.ROWS_PER_QUESTION == 0) {
            reserve(OperatorMemory.ROWS_PER_QUESTION);
        }
        if (values == null && pair._1() != pair._2()) {
            separate();
        }
        keys.append((Object) pair._1());
        if (values != null) {
            values.append((Object) pair._2());
        }
        return true;
    }

    @Override
    public boolean accept(Window window) {
        if (!PairShape.are(window.kind())) {
            for (var row = 0; row < window.size(); row++) {
                accept(window.get(row));
            }
            return true;
        }
        reserve(window.size());
        var parts = window.part(1);
        if (values == null && !areKeys(parts, window.part(0))) {
            separate();
        }
        keys.append(window.part(0));
        if (values != null) {
            values.append(parts);
        }
        return true;
    }

    private static boolean areKeys(Window values, Window keys) {
        var count = keys.size();
        if (!values.kind().equals(keys.kind()) || !(keys.kind() instanceof Kind.Leaf leaf)) {
            return false;
        }
        return switch (leaf) {
            case LONG -> Arrays.equals(values.longs(0), 0, count, keys.longs(0), 0, count);
            case DOUBLE -> Arrays.equals(values.doubles(0), 0, count, keys.doubles(0), 0, count);
            case INT -> Arrays.equals(values.ints(0), 0, count, keys.ints(0), 0, count);
            case OBJECT -> areSame(values.objects(0), keys.objects(0), count);
            case BOOLEAN, BYTE, SHORT, CHAR, FLOAT -> false;
        };
    }

    @SuppressWarnings("ReferenceEquality") // the very keys
    private static boolean areSame(Object[] values, Object[] keys, int count) {
        for (var row = 0; row < count; row++) {
            if (values[row] != keys[row]) {
                return false;
            }
        }
        return true;
    }

    private void separate() {
        values = new RowBuffer();
        for (var chunk = 0; chunk < keys.chunks(); chunk++) {
            values.append(keys.chunk(chunk));
        }
    }

    private void reserve(int more) {
        if (!memory.holds(bytesWith(more)) && keys.size() > 0) {
            runs.add(sortedInMemory());
            keys = new RowBuffer();
            values = null;
            memory.emptied();
            memory.holds(bytesWith(more));
        }
    }

    private long bytesWith(int more) {
        return keys.bytesWith(more)
                + (values == null ? 0 : values.bytesWith(more))
                + (keys.size() + more) * SORTING_BYTES;
    }

    /// All pairs in order; to be asked for once.
    public WindowSource sorted() {
        var inMemory = sortedInMemory();
        return runs.isEmpty() ? inMemory : runs.mergedWith(inMemory);
    }

    private WindowSource sortedInMemory() {
        if (values == null) {
            var sort = order.sort(keys);
            if (sort != null && sort.hasForm()) {
                return new Themselves(sort, sort.sorted(), keys.kind());
            }
        }
        return new ByPlaces(order.places(keys), keys, values == null ? keys : values);
    }

    /// Sorted keys, each with itself as its value.
    private static final class Themselves implements WindowSource {
        private final KeySort sort;
        private final long[] sorted;
        private final Window window;
        private int done;

        private Themselves(KeySort sort, long[] sorted, Kind kind) {
            this.sort = sort;
            this.sorted = sorted;
            this.window = new Window(PairShape.kind(kind, kind));
        }

        @Override
        @SuppressWarnings("SuspiciousSystemArraycopy") // both parts are of one kind
        public Window next() {
            var count = Math.min(Window.ROWS, sorted.length - done);
            if (count == 0) {
                return null;
            }
            sort.copy(sorted, done, count, window.leaf(0));
            System.arraycopy(window.leaf(0), 0, window.leaf(1), 0, count);
            window.size(count);
            done += count;
            return window;
        }
    }

    private static final class ByPlaces implements WindowSource {
        private final int[] places;
        private final ColumnGather keys;
        private final ColumnGather values;
        private final int valueLeaf;
        private final Window window;
        private int done;

        private ByPlaces(int[] places, RowBuffer keys, RowBuffer values) {
            this.places = places;
            this.keys = keys.gathering();
            this.values = values.gathering();
            this.valueLeaf = keys.kind().leaves();
            this.window = new Window(PairShape.kind(keys.kind(), values.kind()));
        }

        @Override
        public Window next() {
            var count = Math.min(Window.ROWS, places.length - done);
            if (count == 0) {
                return null;
            }
            keys.copy(places, done, count, window, 0);
            values.copy(places, done, count, window, valueLeaf);
            window.size(count);
            done += count;
            return window;
        }
    }
}
