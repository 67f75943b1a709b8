/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import java.util.List;

/// Some rows of columns side by side, as they come from a file. Read as [ColumnArray] says.
public record ColumnBatch(int rows, List<ColumnArray> columns) {
    public ColumnBatch {
        columns = List.copyOf(columns);
    }
}
