/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.sparrow.format.TextEncoding;
import dev.sparrow.formats.record.ColumnKind;
import dev.sparrow.formats.record.Columns;
import dev.sparrow.formats.record.RecordShape;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the library what a record has.
final class RecordSupport<T> extends WriteSupport<T> {
    private static final int DECIMAL_BYTES = 16;

    private final RecordShape shape;
    private final List<ColumnKind> kinds;
    private final List<Consumer<Object>> writers;
    private RecordConsumer consumer;

    RecordSupport(Class<T> type) {
        shape = RecordShape.of(type);
        kinds = shape.components().stream().map(component -> ColumnKind.of(component, "parquet")).toList();
        writers = kinds.stream().map(this::writer).toList();
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
        for (var i = 0; i < kinds.size(); i++) {
            var component = shape.components().get(i);
            var repetition = component.type().isPrimitive() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
            fields.add(field(kinds.get(i), repetition, component.name()));
        }
        return new WriteContext(new MessageType(shape.type().getSimpleName(), fields), Map.of());
    }

    private static PrimitiveType field(ColumnKind kind, Type.Repetition repetition, String name) {
        return switch (kind) {
            case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case BYTE -> integer(repetition, Byte.SIZE).named(name);
            case SHORT -> integer(repetition, Short.SIZE).named(name);
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case STRING, CHARACTER, UUID_TEXT, ENUM ->
                    Types.primitive(PrimitiveTypeName.BINARY, repetition)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(name);
            case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
            case DECIMAL ->
                    Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                            .length(DECIMAL_BYTES)
                            .as(
                                    LogicalTypeAnnotation.decimalType(
                                            ColumnKind.DECIMAL_SCALE, ColumnKind.DECIMAL_PRECISION))
                            .named(name);
            case DATE ->
                    Types.primitive(PrimitiveTypeName.INT32, repetition)
                            .as(LogicalTypeAnnotation.dateType())
                            .named(name);
            case TIME ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition)
                            .as(LogicalTypeAnnotation.timeType(false, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(name);
            case TIMESTAMP, INSTANT ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition)
                            .as(
                                    LogicalTypeAnnotation.timestampType(
                                            kind == ColumnKind.INSTANT, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(name);
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> integer(Type.Repetition repetition, int bits) {
        return Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.intType(bits, true));
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
        consumer = target;
    }

    @Override
    public void write(T element) {
        var values = Columns.of(element, shape, "parquet");
        consumer.startMessage();
        for (var i = 0; i < kinds.size(); i++) {
            if (values.get(i) != null) {
                var name = shape.components().get(i).name();
                consumer.startField(name, i);
                writers.get(i).accept(values.get(i));
                consumer.endField(name, i);
            }
        }
        consumer.endMessage();
    }

    /// Adds values of a column to the row. An expression, so that the compiler asks for every kind.
    private Consumer<Object> writer(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> value -> consumer.addBoolean((boolean) value);
            case BYTE -> value -> consumer.addInteger((byte) value);
            case SHORT -> value -> consumer.addInteger((short) value);
            case INT -> value -> consumer.addInteger((int) value);
            case LONG -> value -> consumer.addLong((long) value);
            case FLOAT -> value -> consumer.addFloat((float) value);
            case DOUBLE -> value -> consumer.addDouble((double) value);
            case STRING, CHARACTER, UUID_TEXT ->
                    value -> consumer.addBinary(Binary.fromString(TextEncoding.encodable(value.toString(), "parquet")));
            case ENUM -> value -> consumer.addBinary(Binary.fromString(((Enum<?>) value).name()));
            case BYTES -> value -> consumer.addBinary(Binary.fromReusedByteArray((byte[]) value));
            case DECIMAL -> value -> consumer.addBinary(decimal((BigDecimal) value));
            case DATE -> value -> consumer.addInteger(ColumnKind.days((LocalDate) value, "parquet"));
            case TIME -> value -> consumer.addLong(ChronoUnit.MICROS.between(LocalTime.MIN, (LocalTime) value));
            case TIMESTAMP ->
                    value ->
                            consumer.addLong(
                                    ColumnKind.micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC), "parquet"));
            case INSTANT -> value -> consumer.addLong(ColumnKind.micros((Instant) value, "parquet"));
        };
    }

    /// Two's complement of a fixed length.
    private static Binary decimal(BigDecimal value) {
        var digits = ColumnKind.scaled(value, "parquet").unscaledValue().toByteArray();
        var fixed = new byte[DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, fixed, DECIMAL_BYTES - digits.length, digits.length);
        return Binary.fromConstantByteArray(fixed);
    }
}
