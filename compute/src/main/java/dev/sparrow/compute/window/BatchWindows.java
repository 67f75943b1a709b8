/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.function.IntConsumer;

/// The rows of batches that a task reads, each window counted.
public final class BatchWindows implements WindowSource {
    /// Short of what the second cache holds of some columns; a multiple of [Window#ROWS].
    private static final int LONG_ROWS = 8 * Window.ROWS;

    private final Iterator<Batch> batches;
    private final IntConsumer counter;
    private Batch batch;
    private int row;
    private Window window;
    private int rowsMax = Window.ROWS;

    /// @param counter told how many rows were read
    public BatchWindows(Iterator<Batch> batches, IntConsumer counter) {
        this.batches = batches;
        this.counter = counter;
    }

    @Override
    public Window next() {
        while (batch == null || row == batch.rows()) {
            if (!batches.hasNext()) {
                return null;
            }
            batch = batches.next();
            row = 0;
            if (window == null || !window.kind().equals(batch.kind())) {
                window = Window.shown(batch.kind(), rowsMax);
            }
        }
        var count = Math.min(rowsMax, batch.rows() - row);
        batch.show(row, count, window);
        row += count;
        counter.accept(count);
        return window;
    }

    @Override
    public void lengthen() {
        rowsMax = LONG_ROWS;
        window = null;
    }
}
