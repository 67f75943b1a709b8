/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.column.Row;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.value.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;

/// Rows of a table as JSON objects, one on each line.
record JsonTableSink(JsonSink objects, List<String> names) implements ElementSink<Row> {
    @Override
    public String extension() {
        return objects.extension();
    }

    @Override
    public Compression compression() {
        return objects.compression();
    }

    @Override
    public ElementWriter<Row> open(OutputStream target) {
        var writer = objects.open(target);
        return new ElementWriter<>() {
            @Override
            public void write(Row row) throws IOException {
                var object = LinkedHashMap.<String, Object>newLinkedHashMap(names.size());
                for (var i = 0; i < names.size(); i++) {
                    object.put(names.get(i), row.get(i));
                }
                writer.write(object);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }
}
