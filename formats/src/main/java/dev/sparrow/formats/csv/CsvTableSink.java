/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.column.Row;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Rows of a table as CSV: with a header, if one is wanted, also where there are no rows.
record CsvTableSink(CsvSink fields, List<String> names) implements ElementSink<Row> {
    @Override
    public String extension() {
        return fields.extension();
    }

    @Override
    public Compression compression() {
        return fields.compression();
    }

    @Override
    public ElementWriter<Row> open(OutputStream target) throws IOException {
        var writer = fields.open(target);
        if (fields.options().header()) {
            writer.write(names);
        }
        return new ElementWriter<>() {
            @Override
            public void write(Row row) throws IOException {
                writer.write(row.values());
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }
}
