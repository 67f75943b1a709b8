/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FolderColumns;
import dev.sparrow.formats.record.TypedRows;
import dev.sparrow.formats.record.Unfit;

import java.util.NoSuchElementException;

/// Makes elements of the rows of a file.
final class ArrowRows<T> implements ElementReader<T> {
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
