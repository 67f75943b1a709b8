/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;

/// The rows of batches that a task reads of an exchange.
final class BatchWindows implements WindowSource {
    private final Iterator<Batch> batches;
    private final TaskCounters counters;
    private Batch batch;
    private int row;
    private Window window;

    BatchWindows(Iterator<Batch> batches, TaskCounters counters) {
        this.batches = batches;
        this.counters = counters;
    }

    @Override
    public Window next() {
        while (batch == null || row == batch.rows()) {
            if (!batches.hasNext()) {
                return null;
            }
            batch = batches.next();
            row = 0;
        }
        if (window == null || !window.kind().equals(batch.kind())) {
            window = new Window(batch.kind());
        }
        var count = Math.min(Window.ROWS, batch.rows() - row);
        batch.read(row, count, window);
        row += count;
        counters.shuffleRecordsRead += count;
        return window;
    }
}
