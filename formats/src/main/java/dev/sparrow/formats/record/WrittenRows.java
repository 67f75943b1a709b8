/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.FormatSupport;
import dev.sparrow.column.Row;
import dev.sparrow.format.ElementSink;
import dev.sparrow.table.Table;
import dev.sparrow.value.SaveMode;

/// The rows of a table on their way into files, counted.
public final class WrittenRows {
    private WrittenRows() {}

    /// Writes them, one file for each partition.
    ///
    /// @param format for messages
    /// @return how many there were
    public static long save(Table table, String format, String path, SaveMode mode, ElementSink<Row> sink) {
        var count = table.context().longAccumulator();
        var rows =
                table.rdd()
                        .map(row -> {
                            count.add(1);
                            return row;
                        });
        FormatSupport.save(rows, format, path, mode, sink);
        return count.value();
    }
}
