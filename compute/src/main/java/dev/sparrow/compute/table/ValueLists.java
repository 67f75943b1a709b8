/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// A list of values for each number that a [KeyTable] gave out, without an object for each list: all values are in
/// columns in the order in which they came, each with its number. When they are read, rows are sorted by number, and
/// each list is a stretch of them (compressed sparse rows).
public final class ValueLists {
    private final int valuesMax;
    private final RowBuffer values = new RowBuffer();

    /// By row.
    private int[] slots = new int[0];

    /// The greatest number plus 1.
    private int slotsEnd;

    /// Whether the value in each row is the first of its number, and numbers are those of the rows.
    private boolean single = true;

    /// Where each number's rows begin in `rows`; after the last number their count. Null until values are read.
    private int[] begins;

    /// By number, and those of one number as they came.
    private int[] rows;

    public ValueLists() {
        this(ArrayGrowth.LENGTH_MAX);
    }

    ValueLists(int valuesMax) {
        this.valuesMax = valuesMax;
    }

    /// Adds a value at the end of the list of a number.
    ///
    /// @throws SparrowException if all lists together have too many
    public void add(int slot, Object value) {
        reserve(1);
        number(values.size(), slot);
        values.append(value);
    }

    /// Adds each row's value at the end of the list of its number.
    public void add(int[] numbers, Window window) {
        reserve(window.size());
        for (var row = 0; row < window.size(); row++) {
            number(values.size() + row, numbers[row]);
        }
        values.append(window);
    }

    private void number(int row, int slot) {
        slots[row] = slot;
        single &= slot == row;
        slotsEnd = Math.max(slotsEnd, slot + 1);
    }

    private void reserve(int more) {
        if (values.size() > valuesMax - more) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A partition cannot group more than "
                            + valuesMax
                            + " values. Use more partitions: give the operation a larger number of partitions, or a"
                            + " partitioner that has one.");
        }
        begins = null;
        if (values.size() + more > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(values.size() + more, ArrayGrowth.length(slots.length)));
        }
    }

    private void sort() {
        var ends = new int[slotsEnd + 1];
        for (var row = 0; row < values.size(); row++) {
            ends[slots[row] + 1]++;
        }
        for (var slot = 0; slot < slotsEnd; slot++) {
            ends[slot + 1] += ends[slot];
        }
        begins = ends.clone();
        rows = new int[values.size()];
        for (var row = 0; row < rows.length; row++) {
            rows[ends[slots[row]]++] = row;
        }
    }

    public int size() {
        return values.size();
    }

    /// About what memory it takes with so many more values, also while they are read.
    public long bytesWith(int more) {
        return values.bytesWith(more)
                + Integer.BYTES
                        * (ArrayGrowth.lengthWith(slots.length, values.size(), more)
                                + values.size()
                                + more
                                + 2L * slotsEnd);
    }

    /// The rows of all values, sorted by their numbers.
    public int[] rows() {
        if (begins == null) {
            sort();
        }
        return rows;
    }

    /// The number of the value in a row.
    public int slot(int row) {
        return slots[row];
    }

    /// Whether number `i` has one value, in row `i`, for each that has any.
    public boolean isSingle() {
        return single;
    }

    /// What columns hold the values.
    public Kind kind() {
        return values.kind();
    }

    /// Gathers values by their rows.
    public ColumnGather gathering() {
        return values.gathering();
    }

    /// The place where the list of a number begins, see [#row]. It ends where that of the next begins.
    public int begin(int slot) {
        if (begins == null) {
            sort();
        }
        return begins[Math.min(slot, slotsEnd)];
    }

    /// The row of the value at a place.
    public int row(int place) {
        return rows[place];
    }

    /// How many values were added to a number.
    public int count(int slot) {
        return begin(slot + 1) - begin(slot);
    }

    /// Goes through the values of a number; nothing may be added meanwhile.
    public Iterator<Object> iterator(int slot) {
        return new Iterator<>() {
            private int place = begin(slot);
            private final int end = begin(slot + 1);

            @Override
            public boolean hasNext() {
                return place < end;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return values.get(rows[place++]);
            }
        };
    }

    /// The value in a row.
    public Object value(int row) {
        return values.get(row);
    }

    /// A new list of the values of a number, which belongs to the caller; empty if nothing was added to it.
    public List<Object> list(int slot) {
        var end = begin(slot + 1);
        var list = new ArrayList<>(end - begin(slot));
        for (var place = begin(slot); place < end; place++) {
            list.add(values.get(rows[place]));
        }
        return list;
    }
}
