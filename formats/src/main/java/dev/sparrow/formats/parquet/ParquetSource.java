/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;

import java.util.List;

/// Rows of Parquet files.
///
/// @param type a record class, or `Map`
record ParquetSource<T>(List<FileSplit> splits, FolderColumns folders, Class<?> type) implements ElementSource<T> {
    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        return new ParquetRows<>(splits.get(partition), folders, task, type);
    }
}
