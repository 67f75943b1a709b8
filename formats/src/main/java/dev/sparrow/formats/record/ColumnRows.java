/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The rows of files whose columns are known: the way of tables to files.
///
/// @param schema of the rows, whose columns have the names of those in the files
public record ColumnRows(BatchSource<?> source, Schema schema) implements BatchSource<Row> {

    /// The rows of files, with the columns that the first of them has.
    ///
    /// @param names of the columns
    /// @throws SparrowException if it cannot be read
    public static ColumnRows of(BatchSource<?> source, List<String> names, SourceTask task) {
        try (var reader = source.open(0, task, names)) {
            return new ColumnRows(source, reader.schema());
        } catch (IOException e) {
            throw new SparrowException(
                    dev.sparrow.error.ErrorCode.INPUT_UNREADABLE,
                    "The columns of " + source.describe() + " cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public BatchSource<Row> where(ScanFilter filter) {
        return new ColumnRows(source.where(filter), schema);
    }

    @Override
    public List<FileSplit> splits() {
        return source.splits();
    }

    @Override
    public String describe() {
        return source.describe();
    }

    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) throws IOException {
        return source.open(partition, task, columns);
    }

    @Override
    public ElementReader<Row> open(int partition, SourceTask task) throws IOException {
        return new Reader(source.open(partition, task, schema.names()));
    }

    private static final class Reader implements ElementReader<Row> {
        private final BatchReader batches;
        private final Deque<Row> rows = new ArrayDeque<>();

        private Reader(BatchReader batches) {
            this.batches = batches;
        }

        @Override
        public boolean hasNext() {
            while (rows.isEmpty()) {
                var batch = batches.next();
                if (batch == null) {
                    return false;
                }
                var columns = batch.columns().stream().map(column -> column.objects()).toList();
                for (var row = 0; row < batch.rows(); row++) {
                    var values = new Object[columns.size()];
                    for (var i = 0; i < values.length; i++) {
                        values[i] = columns.get(i).apply(row);
                    }
                    rows.add(Row.over(values));
                }
            }
            return true;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return rows.remove();
        }

        @Override
        public void close() {
            batches.close();
        }
    }
}
