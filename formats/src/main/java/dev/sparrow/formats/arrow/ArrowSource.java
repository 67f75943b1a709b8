/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Unfit;
import dev.sparrow.formats.record.WantedColumns;

import java.util.ArrayList;
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
    public BatchSource<T> where(ScanFilter filter) {
        return new ArrowSource<>(folders.wanted(splits, filter), folders, type);
    }

    /// The columns of the first file, and those that folders say.
    List<String> names(SourceTask task) {
        try (var file = new ArrowFile(splits.getFirst(), task)) {
            var names = new ArrayList<>(file.names());
            folders.types().keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
            return names;
        }
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
