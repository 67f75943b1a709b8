/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.formats.record.Columns;
import dev.sparrow.formats.record.RecordShape;

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

/// Tells the library what a record has.
final class RecordSupport<T> extends WriteSupport<T> {
    private final RecordShape shape;
    private List<Consumer<Object>> writers = List.of();
    private RecordConsumer consumer;

    RecordSupport(Class<T> type) {
        shape = RecordShape.of(type);
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
        for (var component : shape.components()) {
            var repetition = component.type().isPrimitive() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
            fields.add(ParquetForm.field(component.columnType(), repetition, component.name()));
        }
        return new WriteContext(new MessageType(shape.type().getSimpleName(), fields), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
        consumer = target;
        writers =
                shape.components().stream()
                        .map(component -> ParquetForm.writer(component.columnType(), target))
                        .toList();
    }

    @Override
    public void write(T element) {
        var values = Columns.of(element, shape, "parquet");
        consumer.startMessage();
        for (var i = 0; i < writers.size(); i++) {
            if (values.get(i) != null) {
                var name = shape.components().get(i).name();
                consumer.startField(name, i);
                writers.get(i).accept(values.get(i));
                consumer.endField(name, i);
            }
        }
        consumer.endMessage();
    }
}
