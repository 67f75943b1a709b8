/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;

/// Pairs of the elements at the same place in the same partition of two datasets.
public final class ZipIterator implements Iterator<Object> {
    private final StepIterator left;
    private final StepIterator right;
    private final Label label;
    private final int partition;
    private long pairs;

    public ZipIterator(StepIterator left, StepIterator right, Label label, int partition) {
        this.left = left;
        this.right = right;
        this.label = label;
        this.partition = partition;
    }

    @Override
    public boolean hasNext() {
        var more = left.hasNext();
        if (more != right.hasNext()) {
            var longer = "at least " + (pairs + 1);
            throw new SparrowException(
                    ErrorCode.ZIP_MISMATCH,
                    label
                            + " cannot pair partition "
                            + partition
                            + ": the left side has "
                            + (more ? longer : pairs)
                            + " elements and the right side has "
                            + (more ? pairs : longer)
                            + ". Both sides need the same number of elements in each partition; join them by a key"
                            + " (zipWithIndex makes one) if they do not.");
        }
        return more;
    }

    @Override
    public Object next() {
        var pair = new Tuple2<>(left.next(), right.next());
        pairs++;
        return pair;
    }
}
