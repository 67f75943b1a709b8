/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;

import java.util.List;

/// Rows of Arrow files.
///
/// @param type a record class, or `Map`
record ArrowSource<T>(List<FileSplit> splits, FolderColumns folders, Class<?> type) implements ElementSource<T> {
    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        return new ArrowRows<>(splits.get(partition), folders, task, type);
    }
}
