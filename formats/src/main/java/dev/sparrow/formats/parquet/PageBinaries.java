/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;

import java.io.IOException;
import java.util.Arrays;

/// Bytes, one value after the other, with offsets; or places in the dictionary, as long as a batch has no more than
/// these, and no other dictionary.
final class PageBinaries implements PageValues {
    private static final int NO_VALUE = -1;

    /// Of each value; -1 if it stands before each.
    private final int length;

    private int rows;

    /// How many rows of the batch are filled.
    private int filled;

    private int[] offsets = {0};
    private byte[] bytes = {};
    private int[] dictionaryOffsets = {0};
    private byte[] dictionary = {};

    /// Whether the rows that are filled have places.
    private boolean hasPlaces;

    private int[] places = {};

    PageBinaries(int length) {
        this.length = length;
    }

    @Override
    public void begin(int count) {
        rows = count;
        filled = 0;
        hasPlaces = false;
        if (offsets.length <= rows) {
            offsets = new int[rows + 1];
        }
    }

    @Override
    public void dictionary(PageBytes page, int count) throws IOException {
        endPlaces();
        // No value is longer than the page.
        dictionary = new byte[page.end()];
        dictionaryOffsets = new int[count + 1];
        for (var i = 0; i < count; i++) {
            var size = size(page);
            System.arraycopy(page.array(), page.skip(size), dictionary, dictionaryOffsets[i], size);
            dictionaryOffsets[i + 1] = dictionaryOffsets[i] + size;
        }
    }

    private int size(PageBytes page) throws IOException {
        return length < 0 ? page.number() : length;
    }

    @Override
    public void plain(PageBytes page, int at, int count) throws IOException {
        endPlaces();
        for (var row = at; row < at + count; row++) {
            var size = size(page);
            set(row, page.array(), page.skip(size), size);
        }
        filled = at + count;
    }

    @Override
    public void take(int[] taken, int at, int count) throws IOException {
        var size = dictionaryOffsets.length - 1;
        for (var i = 0; i < count; i++) {
            if (taken[i] < 0 || taken[i] >= size) {
                throw PageValues.outside(size, null);
            }
        }
        // A dictionary that is longer than the batch would be made for few of its values.
        hasPlaces |= at == 0 && size <= rows;
        if (hasPlaces) {
            if (places.length < rows) {
                places = new int[rows];
            }
            System.arraycopy(taken, 0, places, at, count);
        } else {
            for (var i = 0; i < count; i++) {
                set(at + i, taken[i]);
            }
        }
        filled = at + count;
    }

    /// Makes the values of places that others follow which have none.
    private void endPlaces() {
        for (var row = 0; hasPlaces && row < filled; row++) {
            set(row, places[row]);
        }
        hasPlaces = false;
    }

    private void set(int row, int place) {
        if (place == NO_VALUE) {
            offsets[row + 1] = offsets[row];
        } else {
            var from = dictionaryOffsets[place];
            set(row, dictionary, from, dictionaryOffsets[place + 1] - from);
        }
    }

    private void set(int row, byte[] source, int from, int size) {
        var to = offsets[row];
        var end = Math.addExact(to, size);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(2L * end, Integer.MAX_VALUE - Long.BYTES)));
        }
        System.arraycopy(source, from, bytes, to, size);
        offsets[row + 1] = end;
    }

    @Override
    public void spread(long[] validity, int at, int count, int present) {
        var from = at + present;
        for (var row = at + count - 1; row >= from; row--) {
            var isValid = PageValues.isValid(validity, row);
            if (hasPlaces) {
                places[row] = isValid ? places[from - 1] : NO_VALUE;
            } else {
                // Rows without a value begin and end where the one before ends.
                offsets[row + 1] = offsets[from];
            }
            from -= isValid ? 1 : 0;
        }
        filled = at + count;
    }

    @Override
    public Arrayed arrays() {
        return hasPlaces
                ? new ColumnArray.Places(places, new ColumnArray.Bytes(dictionaryOffsets, dictionary))
                : new ColumnArray.Bytes(offsets, bytes);
    }
}
