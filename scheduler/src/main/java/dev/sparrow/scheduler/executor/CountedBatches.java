/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.storage.columnar.Batch;

import java.util.Iterator;

/// The batches of other stages, counting their bytes as they come.
record CountedBatches(Iterator<Batch> batches, TaskCounters counters) implements Iterator<Batch> {
    @Override
    public boolean hasNext() {
        return batches.hasNext();
    }

    @Override
    public Batch next() {
        var batch = batches.next();
        counters.shuffleBytesRead += batch.bytes();
        return batch;
    }
}
