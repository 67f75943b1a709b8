/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.storage.columnar.Window;

/// Writes elements to where a placement says.
public final class PartitionWriter implements WindowSink {
    private final Placement placement;
    private final ShuffleSink sink;
    private final TaskCounters counters;
    private int[] partitions = new int[Window.ROWS];

    public PartitionWriter(Placement placement, ShuffleSink sink, TaskCounters counters) {
        this.placement = placement;
        this.sink = sink;
        this.counters = counters;
    }

    @Override
    public boolean accept(Object element) {
        var partition = placement.partition(element);
        counters.shuffleRecordsWritten++;
        sink.write(partition, element);
        return true;
    }

    @Override
    public boolean accept(Window window) {
        if (partitions.length < window.size()) {
            partitions = new int[window.size()];
        }
        placement.partitions(window, partitions);
        counters.shuffleRecordsWritten += window.size();
        sink.write(window, partitions);
        return true;
    }
}
