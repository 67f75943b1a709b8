/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.Schema;

/// The columns of one partition, for one task, which closes it however it ends.
public interface BatchReader extends AutoCloseable {

    /// The columns that the batches have.
    Schema schema();

    /// The next rows, some thousands at most; null after the last. The arrays of the batch before are not read any
    /// more.
    ColumnBatch next();

    /// Idempotent.
    @Override
    void close();
}
