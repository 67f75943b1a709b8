/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.column.Field;
import dev.sparrow.formats.record.RowForm;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the library what a row has.
final class RecordSupport<T> extends WriteSupport<T> {
    private final RowForm<T> rows;
    private final List<Field> columns;
    private List<Consumer<Object>> writers = List.of();
    private RecordConsumer consumer;

    RecordSupport(RowForm<T> rows) {
        this.rows = rows;
        this.columns = rows.schema().fields();
    }

    /// Never called, but abstract: the library is leaving Hadoop.
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        var fields = new ArrayList<Type>();
        for (var column : columns) {
            var repetition = column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
            fields.add(ParquetForm.field(column.type(), repetition, column.name()));
        }
        return new WriteContext(new MessageType(rows.name(), fields), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
        consumer = target;
        writers = columns.stream().map(column -> ParquetForm.writer(column.type(), target)).toList();
    }

    @Override
    public void write(T element) {
        var values = rows.values(element, "parquet");
        consumer.startMessage();
        for (var i = 0; i < writers.size(); i++) {
            if (values.get(i) != null) {
                var name = columns.get(i).name();
                consumer.startField(name, i);
                writers.get(i).accept(values.get(i));
                consumer.endField(name, i);
            }
        }
        consumer.endMessage();
    }
}
