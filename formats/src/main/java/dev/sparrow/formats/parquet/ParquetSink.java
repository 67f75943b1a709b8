/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.formats.record.RowForm;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;

/// Rows as Parquet files.
///
/// @param pages how pages are packed
record ParquetSink<T>(RowForm<T> rows, Compression pages) implements ElementSink<T> {
    @Override
    public String extension() {
        return ".parquet";
    }

    /// The file as a whole is not.
    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public ElementWriter<T> open(OutputStream target) throws IOException {
        return new ParquetRowWriter<>(rows, pages, ParquetRowWriter.ROW_GROUP_BYTES, target);
    }
}
