/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.sort.NaturalOrder;
import dev.sparrow.compute.sort.SortedRuns;
import dev.sparrow.compute.spill.OperatorMemory;
import dev.sparrow.compute.table.ColumnGather;
import dev.sparrow.compute.table.ValueLists;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.ElementSize;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.List;

/// A list of values for each number that a table gave to a key. Where memory is refused, values go to disk in runs that
/// are sorted by number, and lists are read by merging them; a list that alone is too large stays on disk.
final class GroupLists {
    /// Shorter lists are in memory in any case.
    private static final int ROWS_MIN = 64;

    /// About what a boxed value takes, with its place in a list.
    private static final int BOXED_BYTES = 28;

    private final OperatorMemory memory;
    private final SortedRuns runs;
    private ValueLists values = new ValueLists();

    /// All values by number; null as long as none was read, or if all are in memory.
    private WindowSource merged;

    /// The numbers and values of them that were read last; from `row` to `end` they are not in a list yet.
    private int[] numbers;

    private Window read;
    private int row;

    private int end;

    GroupLists(OperatorMemory memory) {
        this.memory = memory;
        this.runs = new SortedRuns(memory, NaturalOrder.ASCENDING, GroupLists::neverAsked);
    }

    private static int neverAsked(Object left, Object right) {
        throw new IllegalStateException("Not numbers: " + left + ", " + right);
    }

    void add(int slot, Object value) {
        values.add(slot, value);
    }

    void add(int[] slots, Window window) {
        values.add(slots, window);
    }

    /// About what it takes with so many more values.
    long bytesWith(int more) {
        return values.bytesWith(more);
    }

    /// Puts all values on disk.
    void spill() {
        if (values.size() > 0) {
            runs.add(new ByNumber(values));
            values = new ValueLists();
        }
    }

    /// To be called after all were added, before the first list is asked for.
    ///
    /// @param numbers how many there are
    void read(int numbers) {
        var longest = 0;
        for (var slot = 0; slot < numbers; slot++) {
            longest = Math.max(longest, values.count(slot));
        }
        if (longest > ROWS_MIN && !memory.holds(values.bytesWith(0) + (long) longest * BOXED_BYTES)) {
            spill();
        }
        if (!runs.isEmpty()) {
            merged = runs.mergedWith(new ByNumber(values));
            advance();
        }
    }

    private void advance() {
        var window = merged.next();
        row = 0;
        end = window == null ? 0 : window.size();
        if (window != null) {
            numbers = window.ints(0);
            read = window.part(1);
        }
    }

    /// The list of a number, which belongs to the caller as long as the task runs. To be asked for in the order of
    /// numbers.
    List<Object> list(int slot) {
        if (merged == null) {
            return values.list(slot);
        }
        var list = new ArrayList<>();
        var bytes = 0L;
        while (isOf(slot)) {
            var value = next();
            list.add(value);
            bytes += ElementSize.of(value);
            if (bytes > memory.bytes() / 4 && list.size() >= ROWS_MIN && isOf(slot)) {
                return onDisk(slot, list);
            }
        }
        return list;
    }

    private List<Object> onDisk(int slot, List<Object> first) {
        SpillWriter writer = memory.open();
        first.forEach(writer::append);
        var rows = new int[Window.ROWS];
        while (isOf(slot)) {
            memory.environment().checkCancelled();
            var count = 0;
            for (; row < end && numbers[row] == slot; row++) {
                rows[count++] = row;
            }
            writer.append(read, rows, count);
            if (row == end) {
                advance();
            }
        }
        return new SpilledList(memory.finish(writer), memory.environment().counters());
    }

    private boolean isOf(int slot) {
        return row < end && numbers[row] == slot;
    }

    private Object next() {
        var value = read.get(row++);
        if (row == end) {
            advance();
        }
        return value;
    }

    /// Pairs of number and value, sorted by number.
    private static final class ByNumber implements WindowSource {
        private final ValueLists values;
        private final int[] rows;
        private final ColumnGather gathering;
        private final Window window;
        private int done;

        private ByNumber(ValueLists values) {
            this.values = values;
            this.rows = values.rows();
            this.gathering = values.gathering();
            this.window = new Window(PairShape.kind(Kind.Leaf.INT, values.kind()));
        }

        @Override
        public Window next() {
            var count = Math.min(Window.ROWS, rows.length - done);
            if (count == 0) {
                return null;
            }
            for (var i = 0; i < count; i++) {
                window.ints(0)[i] = values.slot(rows[done + i]);
            }
            gathering.copy(rows, done, count, window, 1);
            window.size(count);
            done += count;
            return window;
        }
    }
}
