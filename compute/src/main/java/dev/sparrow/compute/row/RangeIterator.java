/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.lineage.SourceData;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// One partition of a range of longs.
public final class RangeIterator implements Iterator<Object> {
    private final SourceData.LongRange range;
    private final TaskCounters counters;
    private final long end;
    private long index;

    RangeIterator(SourceData.LongRange range, int partition, TaskCounters counters) {
        this.range = range;
        this.counters = counters;
        this.index = range.firstIndex(partition);
        this.end = range.firstIndex(partition + 1);
    }

    @Override
    public boolean hasNext() {
        return index < end;
    }

    /// The product may wrap around; the sum wraps back, because every element fits a long.
    @Override
    public Object next() {
        if (index == end) {
            throw new NoSuchElementException();
        }
        counters.recordsRead++;
        return range.start() + index++ * range.step();
    }

    /// Ends the iteration. How many elements were left.
    long skipRest() {
        var rest = end - index;
        index = end;
        return rest;
    }
}
