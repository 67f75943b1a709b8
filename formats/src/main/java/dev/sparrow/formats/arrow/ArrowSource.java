/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Unfit;
import dev.sparrow.formats.record.WantedColumns;

import java.util.List;

/// Rows of Arrow files.
///
/// @param type a record class, or `Map`
record ArrowSource<T>(List<FileSplit> splits, FolderColumns folders, Class<?> type) implements BatchSource<T> {
    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        return new ArrowRows<>(splits.get(partition), folders, task, type);
    }

    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) {
        var split = splits.get(partition);
        var file = new ArrowFile(split, task);
        try {
            var wanted = WantedColumns.of(columns, file.names(), folders.at(split));
            return wanted.reader(new ArrowBatches(file, wanted.inFile()));
        } catch (Unfit e) {
            file.close();
            throw file.errors().unfit(e);
        }
    }
}
