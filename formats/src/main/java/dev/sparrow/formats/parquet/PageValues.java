/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.schema.ColumnSchema;
import dev.sparrow.column.ColumnArray.Arrayed;

import java.io.IOException;

/// The arrays that the values in the pages of a column are written to, and its dictionary. They are used again for each
/// batch.
sealed interface PageValues permits PageNumbers, PageFlags, PageBinaries {

    static PageValues of(ColumnSchema column) {
        return switch (column.type()) {
            case BOOLEAN -> new PageFlags();
            case INT32 -> new PageNumbers(int[]::new, Integer.BYTES);
            case INT64 -> new PageNumbers(long[]::new, Long.BYTES);
            case FLOAT -> new PageNumbers(float[]::new, Float.BYTES);
            case DOUBLE -> new PageNumbers(double[]::new, Double.BYTES);
            case BYTE_ARRAY -> new PageBinaries(-1);
            case FIXED_LEN_BYTE_ARRAY, INT96 -> new PageBinaries(column.typeLength());
        };
    }

    /// Begins a batch.
    void begin(int rows);

    /// Takes the values of a dictionary in the place of the one before.
    void dictionary(PageBytes page, int count) throws IOException;

    /// Reads values that are written one after the other.
    ///
    /// @param at the row of the first
    void plain(PageBytes page, int at, int count) throws IOException;

    /// Takes values out of the dictionary.
    ///
    /// @param places of them
    /// @param at the row of the first
    void take(int[] places, int at, int count) throws IOException;

    /// Moves values that stand one after the other to their rows.
    ///
    /// @param validity says which rows have one
    /// @param at the first row
    /// @param present how many have one
    void spread(long[] validity, int at, int rows, int present);

    /// The values of the batch.
    Arrayed arrays();

    /// Whether the row has a value.
    static boolean isValid(long[] validity, int row) {
        return (validity[row >> 6] >>> row & 1) != 0;
    }

    static IOException outside(int size, Throwable cause) {
        return new IOException("a page has a place outside of its dictionary, which has " + size + " values", cause);
    }
}
