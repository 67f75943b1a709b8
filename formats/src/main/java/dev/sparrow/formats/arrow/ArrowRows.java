/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.RecordColumns;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.TypedRows;
import dev.sparrow.formats.record.Unfit;

import java.util.HashMap;
import java.util.NoSuchElementException;

/// Makes elements of the rows of a file.
final class ArrowRows<T> implements ElementReader<T> {
    /// Of a longer batch, all objects at once would take too much.
    private static final int COLUMN_ROWS_MAX = 1 << 16;

    private final ArrowFile file;
    private final TypedRows<T> rows;
    private int row;
    private int size;

    ArrowRows(FileSplit split, FolderColumns folders, SourceTask task, Class<?> type) {
        file = new ArrowFile(split, task);
        var complete = false;
        try {
            rows = TypedRows.of(type, file.names(), folders.at(split));
            complete = true;
        } catch (Unfit e) {
            throw file.errors().unfit(e);
        } finally {
            if (!complete) {
                file.close();
            }
        }
    }

    @Override
    public boolean hasNext() {
        while (row == size) {
            if (!file.nextBatch()) {
                close();
                return false;
            }
            row = 0;
            size = file.rows();
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        row++;
        try {
            return rows.element(this::value);
        } catch (Unfit e) {
            throw file.errors().unfit(place(), e);
        }
    }

    /// What would be told of a row is told when the program comes to it: then rows are made one by one.
    @Override
    public RecordColumns nextColumns() {
        if (row < size || !hasNext() || size > COLUMN_ROWS_MAX) {
            return null;
        }
        try {
            var arrays = new HashMap<Integer, ColumnArray>();
            var batch =
                    rows.columns(
                            size,
                            column -> arrays.computeIfAbsent(column, this::array),
                            column -> arrays.get(column).objects());
            row = batch == null ? row : size;
            return batch;
        } catch (RuntimeException _) {
            return null;
        }
    }

    private ColumnArray array(int column) {
        try {
            return ArrowForm.array(file.vectors().get(column), file.values().get(column));
        } catch (Unfit e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Object value(int column) throws Unfit {
        try {
            return file.values().get(column).get(row - 1);
        } catch (RuntimeException e) {
            throw file.errors().damaged(place(), e);
        }
    }

    private String place() {
        return "row " + row + " of record batch " + file.batchNumber();
    }

    @Override
    public void close() {
        row = size;
        file.close();
    }
}
