/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.columnar.Batch;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The values of a key that are too many for memory: a list on disk, to be gone through as often as wanted while the
/// task runs. What leaves the task is a list in memory.
final class SpilledList extends AbstractList<Object> implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient SpilledRows rows;
    private final transient TaskCounters counters;

    /// Where [#get] has come to.
    private transient Reader reader;

    SpilledList(SpilledRows rows, TaskCounters counters) {
        this.rows = rows;
        this.counters = counters;
        counters.listsOnDisk++;
    }

    @Override
    public int size() {
        return Math.toIntExact(rows.rows());
    }

    /// Fast in the order of the list; anything else reads it from the start.
    @Override
    public Object get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        if (reader == null || reader.place > index) {
            reader = new Reader();
        }
        while (reader.place < index) {
            reader.next();
        }
        return reader.next();
    }

    @Override
    public Iterator<Object> iterator() {
        return new Reader();
    }

    private final class Reader implements Iterator<Object> {
        private final Iterator<Object> elements = Batch.elements(rows.batches());
        private int place;

        @Override
        public boolean hasNext() {
            return place < size();
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            place++;
            return elements.next();
        }
    }

    private Object writeReplace() {
        counters.listsCopied++;
        return new ArrayList<>(this);
    }
}
