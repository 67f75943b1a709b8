/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.Unfit;
import dev.sparrow.formats.record.WantedColumns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Rows of Parquet files.
///
/// @param type a record class, or `Map`
/// @param filter what batches may leave out; null if nothing
record ParquetSource<T>(List<FileSplit> splits, FolderColumns folders, Class<?> type, ScanFilter filter)
        implements BatchSource<T> {
    ParquetSource(List<FileSplit> splits, FolderColumns folders, Class<?> type) {
        this(splits, folders, type, null);
    }

    @Override
    public BatchSource<T> where(ScanFilter wanted) {
        return new ParquetSource<>(folders.wanted(splits, wanted), folders, type, wanted);
    }

    @Override
    public String describe() {
        return BatchSource.super.describe() + (filter == null ? "" : ", groups and pages of rows only where " + filter);
    }

    @Override
    public ElementReader<T> open(int partition, SourceTask task) {
        return new ParquetRows<>(splits.get(partition), folders, task, type);
    }

    /// The columns of the first file, and those that folders say.
    List<String> names(SourceTask task) {
        var file = new ParquetFile(splits.getFirst(), task);
        try {
            var names = new ArrayList<>(file.names());
            folders.types().keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
            return names;
        } finally {
            file.close();
        }
    }

    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) {
        var split = splits.get(partition);
        var file = new ParquetFile(split, task);
        var complete = false;
        try {
            var wanted = WantedColumns.of(columns, file.names(), folders.at(split));
            var batches = wanted.reader(new ParquetBatches(file, wanted.inFile(), rows(file, split)));
            complete = true;
            return batches;
        } catch (Unfit e) {
            throw file.errors().unfit(e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw file.errors().damaged("the headers of its pages", e);
        } finally {
            if (!complete) {
                file.close();
            }
        }
    }

    private WantedRows rows(ParquetFile file, FileSplit split) throws IOException {
        return filter == null ? WantedRows.all(file.groups()) : file.wanted(filter, folders.at(split));
    }
}
