/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.table;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// A list of values for each number that a [KeyTable] gave out, without an object for each list: all values are in one
/// column in the order in which they came, and each knows where the next one of its list is.
public final class ValueLists {
    private static final int LENGTH_MIN = 16;

    /// No virtual machine makes longer arrays.
    private static final int LENGTH_MAX = Integer.MAX_VALUE - 8;

    private final int valuesMax;
    private final ValueColumn values = new ValueColumn();

    /// For each value the next one of its list; after the last comes the first again, so a list is known by its last.
    private int[] next = new int[0];

    /// By number: the last value; only if there is any.
    private int[] last = new int[0];

    private int[] counts = new int[0];

    public ValueLists() {
        this(LENGTH_MAX);
    }

    ValueLists(int valuesMax) {
        this.valuesMax = valuesMax;
    }

    /// Adds a value at the end of the list of a number.
    ///
    /// @throws SparrowException if all lists together have too many
    public void add(int slot, Object value) {
        var added = values.size();
        if (added == valuesMax) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "A partition cannot group more than "
                            + valuesMax
                            + " values. Use more partitions: give the operation a larger number of partitions, or a"
                            + " partitioner that has one.");
        }
        values.append(value);
        next = holding(added, next);
        last = holding(slot, last);
        counts = holding(slot, counts);
        if (counts[slot] == 0) {
            next[added] = added;
        } else {
            next[added] = next[last[slot]];
            next[last[slot]] = added;
        }
        last[slot] = added;
        counts[slot]++;
    }

    private static int[] holding(int index, int[] array) {
        return index < array.length
                ? array
                : Arrays.copyOf(array, (int) Math.min(Math.max(LENGTH_MIN, (index + 1L) * 2), LENGTH_MAX));
    }

    /// How many values were added to a number.
    public int count(int slot) {
        return slot < counts.length ? counts[slot] : 0;
    }

    /// Goes through the values of a number; nothing may be added meanwhile.
    public Iterator<Object> iterator(int slot) {
        return new Iterator<>() {
            private int left = count(slot);
            private int place = left == 0 ? 0 : last[slot];

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                left--;
                place = next[place];
                return values.get(place);
            }
        };
    }

    /// The numbers that values were added to, in the order in which they came.
    public int[] slots() {
        var slots = new int[values.size()];
        for (var slot = 0; slot < counts.length; slot++) {
            var place = count(slot) == 0 ? 0 : last[slot];
            for (var i = 0; i < counts[slot]; i++) {
                place = next[place];
                slots[place] = slot;
            }
        }
        return slots;
    }

    /// The value that came at a place of [#slots].
    public Object value(int place) {
        return values.get(place);
    }

    /// A new list of the values of a number, which belongs to the caller; empty if nothing was added to it.
    public List<Object> list(int slot) {
        var list = new ArrayList<>(count(slot));
        iterator(slot).forEachRemaining(list::add);
        return list;
    }
}
