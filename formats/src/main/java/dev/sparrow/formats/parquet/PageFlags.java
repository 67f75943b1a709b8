/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;

import java.io.IOException;

/// Truth values, whose dictionary nobody has to write.
final class PageFlags implements PageValues {
    private boolean[] array = {};

    @Override
    public void begin(int rows) {
        if (array.length < rows) {
            array = new boolean[rows];
        }
    }

    @Override
    public void dictionary(PageBytes page, int count) throws IOException {
        throw new IOException("a column of truth values has a dictionary");
    }

    @Override
    public void plain(PageBytes page, int at, int count) {
        throw new IllegalStateException("Truth values are packed, and so places.");
    }

    @Override
    public void take(int[] places, int at, int count) {
        for (var i = 0; i < count; i++) {
            array[at + i] = places[i] != 0;
        }
    }

    @Override
    public void spread(long[] validity, int at, int rows, int present) {
        var from = at + present;
        for (var row = at + rows - 1; row >= from; row--) {
            if (PageValues.isValid(validity, row)) {
                array[row] = array[--from];
            }
        }
    }

    @Override
    public Arrayed arrays() {
        return new ColumnArray.Booleans(array);
    }
}
