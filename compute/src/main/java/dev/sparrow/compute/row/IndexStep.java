/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

/// Counts on from the index of the partition's first element in the whole dataset.
final class IndexStep extends BoundStep {
    private long index;

    IndexStep(long first, Label label, BoundStep next) {
        super(label, next);
        this.index = first;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        return new Tuple2<>(value, index++);
    }
}
