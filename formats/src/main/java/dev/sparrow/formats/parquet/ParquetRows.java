/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.RecordColumns;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.TypedRows;
import dev.sparrow.formats.record.Unfit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/// Makes elements of the columns that they have, of the groups of rows that begin in a split.
final class ParquetRows<T> implements ElementReader<T> {
    private final ParquetFile file;
    private final ParquetBatches batches;
    private final TypedRows<T> rows;

    /// By the number of the column in the file; null where it is not read.
    private final List<IntFunction<Object>> values;

    /// The places in the file of the columns that are read.
    private final int[] places;

    /// The rows of the batch that is read, and the next of them.
    private int size;

    private int next;

    /// The columns of the batch, in the order of the places.
    private List<ColumnArray> columns = List.of();

    /// The number in the file of the last row that was read, from 1.
    private long row;

    private boolean closed;

    ParquetRows(FileSplit split, FolderColumns folders, SourceTask task, Class<?> type) {
        file = new ParquetFile(split, task);
        row = file.groups().rowsBefore();
        values = new ArrayList<>(Collections.nCopies(file.names().size(), null));
        var complete = false;
        try {
            rows = TypedRows.of(type, file.names(), folders.at(split));
            var wanted = rows.wanted();
            places = wanted.stream().mapToInt(file.names()::indexOf).toArray();
            batches = new ParquetBatches(file, wanted);
            complete = true;
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

    @Override
    public boolean hasNext() {
        if (next < size) {
            return true;
        }
        return !closed && nextBatch();
    }

    private boolean nextBatch() {
        var batch = batches.next();
        if (batch == null) {
            close();
            return false;
        }
        for (var i = 0; i < places.length; i++) {
            values.set(places[i], batches.objects(batch, i));
        }
        columns = batch.columns();
        next = 0;
        size = batch.rows();
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        row++;
        next++;
        // What the constructor of a record throws is none of the file's.
        try {
            return rows.element(this::value);
        } catch (Unfit e) {
            throw file.errors().unfit("row " + row, e);
        }
    }

    @Override
    public RecordColumns nextColumns() {
        if (next < size || closed || !nextBatch()) {
            return null;
        }
        var batch = rows.columns(size, column -> columns.get(wanted(column)), values::get);
        if (batch != null) {
            row += size;
            next = size;
        }
        return batch;
    }

    private int wanted(int column) {
        var i = 0;
        while (places[i] != column) {
            i++;
        }
        return i;
    }

    private Object value(int column) {
        try {
            return values.get(column).apply(next - 1);
        } catch (RuntimeException | StackOverflowError e) {
            throw file.errors().damaged("row " + row, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        next = size;
        batches.close();
    }
}
