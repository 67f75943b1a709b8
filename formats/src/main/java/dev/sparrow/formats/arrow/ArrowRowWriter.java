/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.TextEncoding;
import dev.sparrow.formats.record.ColumnKind;
import dev.sparrow.formats.record.Columns;
import dev.sparrow.formats.record.RecordShape;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    private final RecordShape shape;
    private final List<Consumer<Object>> setters = new ArrayList<>();
    private int rows;
    private long bytes;

    ArrowRowWriter(Class<T> type, OutputStream target) throws IOException {
        shape = RecordShape.of(type);
        var fields = new ArrayList<Field>();
        for (var component : shape.components()) {
            var kind = ColumnKind.of(component, "arrow");
            fields.add(
                    new Field(
                            component.name(),
                            new FieldType(!component.type().isPrimitive(), arrowType(kind), null),
                            null));
        }
        batch = VectorSchemaRoot.create(new Schema(fields, Checksums.MARK), memory);
        for (var i = 0; i < fields.size(); i++) {
            setters.add(setter(batch.getVector(i), ColumnKind.of(shape.components().get(i), "arrow")));
        }
        channel = new ChecksumChannel(Channels.newChannel(target));
        writer = new ArrowFileWriter(batch, null, channel, metadata);
        writer.start();
    }

    private static ArrowType arrowType(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> new ArrowType.Bool();
            case BYTE -> new ArrowType.Int(Byte.SIZE, true);
            case SHORT -> new ArrowType.Int(Short.SIZE, true);
            case INT -> new ArrowType.Int(Integer.SIZE, true);
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING, CHARACTER, UUID_TEXT, ENUM -> new ArrowType.Utf8();
            case BYTES -> new ArrowType.Binary();
            case DECIMAL ->
                    new ArrowType.Decimal(
                            ColumnKind.DECIMAL_PRECISION,
                            ColumnKind.DECIMAL_SCALE,
                            DecimalVector.TYPE_WIDTH * Byte.SIZE);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case INSTANT -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        };
    }

    @Override
    public void write(T element) throws IOException {
        var values = Columns.of(element, shape, "arrow");
        for (var i = 0; i < setters.size(); i++) {
            if (values.get(i) != null) {
                setters.get(i).accept(values.get(i));
            }
        }
        rows++;
        if (rows == ROWS_MAX || bytes >= BYTES_MAX) {
            writeBatch();
        }
    }

    /// Sets values of a column in the current row. An expression, so that the compiler asks for every kind.
    private Consumer<Object> setter(FieldVector vector, ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> value -> ((BitVector) vector).setSafe(rows, (boolean) value ? 1 : 0);
            case BYTE -> value -> ((TinyIntVector) vector).setSafe(rows, (byte) value);
            case SHORT -> value -> ((SmallIntVector) vector).setSafe(rows, (short) value);
            case INT -> value -> ((IntVector) vector).setSafe(rows, (int) value);
            case LONG -> value -> ((BigIntVector) vector).setSafe(rows, (long) value);
            case FLOAT -> value -> ((Float4Vector) vector).setSafe(rows, (float) value);
            case DOUBLE -> value -> ((Float8Vector) vector).setSafe(rows, (double) value);
            case STRING, CHARACTER, UUID_TEXT -> value -> setText((VarCharVector) vector, value.toString());
            case ENUM -> value -> setText((VarCharVector) vector, ((Enum<?>) value).name());
            case BYTES -> value -> setBytes((VarBinaryVector) vector, (byte[]) value);
            case DECIMAL ->
                    value -> ((DecimalVector) vector).setSafe(rows, ColumnKind.scaled((BigDecimal) value, "arrow"));
            case DATE -> value -> ((DateDayVector) vector).setSafe(rows, ColumnKind.days((LocalDate) value, "arrow"));
            case TIME ->
                    value ->
                            ((TimeMicroVector) vector)
                                    .setSafe(rows, ChronoUnit.MICROS.between(LocalTime.MIN, (LocalTime) value));
            case TIMESTAMP ->
                    value ->
                            ((TimeStampMicroVector) vector)
                                    .setSafe(
                                            rows,
                                            ColumnKind.micros(
                                                    ((LocalDateTime) value).toInstant(ZoneOffset.UTC), "arrow"));
            case INSTANT ->
                    value ->
                            ((TimeStampMicroTZVector) vector)
                                    .setSafe(rows, ColumnKind.micros((Instant) value, "arrow"));
        };
    }

    private void setBytes(VarBinaryVector vector, byte[] content) {
        bytes += content.length;
        vector.setSafe(rows, content);
    }

    private void setText(VarCharVector vector, String text) {
        var content = TextEncoding.encodable(text, "arrow").getBytes(StandardCharsets.UTF_8);
        bytes += content.length;
        vector.setSafe(rows, content);
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
