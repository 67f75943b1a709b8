/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.format.ElementWriter;
import dev.sparrow.formats.record.RowForm;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers rows in vectors and writes a record batch when there are enough.
final class ArrowRowWriter<T> implements ElementWriter<T> {
    private static final int ROWS_MAX = 1 << 16;

    /// Strings and bytes of a batch, before it is written.
    private static final long BYTES_MAX = 8 << 20;

    private final RootAllocator memory = new RootAllocator();
    private final VectorSchemaRoot batch;
    private final ArrowFileWriter writer;
    private final ChecksumChannel channel;
    private final Checksums checksums = new Checksums(new ArrayList<>());
    private final Map<String, String> metadata = new HashMap<>();
    private final RowForm<T> form;
    private final List<ArrowForm.Setter> setters = new ArrayList<>();
    private int rows;
    private long bytes;

    ArrowRowWriter(RowForm<T> form, OutputStream target) throws IOException {
        this.form = form;
        var columns = form.schema().fields();
        var fields = new ArrayList<Field>();
        for (var column : columns) {
            var type = new FieldType(column.nullable(), ArrowForm.arrowType(column.type()), null);
            fields.add(new Field(column.name(), type, null));
        }
        batch = VectorSchemaRoot.create(new Schema(fields, Checksums.MARK), memory);
        for (var i = 0; i < fields.size(); i++) {
            setters.add(ArrowForm.setter(columns.get(i).type(), batch.getVector(i)));
        }
        channel = new ChecksumChannel(Channels.newChannel(target));
        writer = new ArrowFileWriter(batch, null, channel, metadata);
        writer.start();
    }

    @Override
    public void write(T element) throws IOException {
        var values = form.values(element, "arrow");
        for (var i = 0; i < setters.size(); i++) {
            if (values.get(i) != null) {
                bytes += setters.get(i).set(rows, values.get(i));
            }
        }
        rows++;
        if (rows == ROWS_MAX || bytes >= BYTES_MAX) {
            writeBatch();
        }
    }

    private void writeBatch() throws IOException {
        // Rows whose last values are null were never set.
        batch.getFieldVectors().forEach(vector -> vector.setValueCount(rows));
        batch.setRowCount(rows);
        channel.begin();
        writer.writeBatch();
        checksums.batches().add(channel.checksum());
        batch.clear();
        rows = 0;
        bytes = 0;
    }

    @Override
    public void close() throws IOException {
        try (memory;
                batch;
                writer) {
            if (rows > 0) {
                writeBatch();
            }
            checksums.writeTo(metadata, batch.getSchema(), writer.getRecordBlocks());
            writer.end();
        }
    }
}
