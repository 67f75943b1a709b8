/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.storage.memory.ArrowMemory;

import java.util.function.Consumer;

/// Makes batches of elements, each bounded in rows and, one large element aside, in bytes. Used by one thread.
///
/// The first element says of which kind a batch is. One that does not fit ends the batch, and all that follow are of a
/// wider kind.
final class BatchWriter {
    private final Layout layout;
    private final ArrowMemory memory;
    private final Consumer<Batch> batches;

    /// Null before the first element.
    private BatchBuilder builder;

    /// @param batches owns what it is given
    BatchWriter(Layout layout, ArrowMemory memory, Consumer<Batch> batches) {
        this.layout = layout;
        this.memory = memory;
        this.batches = batches;
    }

    /// Adds an element, which may be changed or used again afterwards.
    void write(Object element) {
        if (builder == null) {
            builder = new BatchBuilder(layout.kindOf(element));
        }
        if (!builder.append(element)) {
            finish();
            builder = new BatchBuilder(layout.widened(builder.kind(), element));
            builder.append(element);
        }
        if (builder.isFull()) {
            finish();
        }
    }

    /// Makes a batch of what is left.
    void finish() {
        if (builder != null && builder.rows() > 0) {
            batches.accept(builder.build(layout, memory));
        }
    }
}
