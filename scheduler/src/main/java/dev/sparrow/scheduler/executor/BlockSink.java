/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.storage.block.ShuffleWriter;
import dev.sparrow.storage.columnar.Window;

/// An attempt's part of an exchange, written to the block store.
final class BlockSink implements ShuffleSink {
    private final ShuffleWriter writer;
    private final TaskCounters counters;

    BlockSink(ShuffleWriter writer, TaskCounters counters) {
        this.writer = writer;
        this.counters = counters;
    }

    @Override
    public void write(int partition, Object element) {
        writer.write(partition, element);
    }

    @Override
    public void write(Window window, int[] partitions) {
        writer.write(window, partitions);
    }

    @Override
    public Object commit() {
        var output = writer.commit();
        counters.spilledBytes += writer.spilledBytes();
        return output;
    }

    @Override
    public void close() {
        writer.close();
    }
}
