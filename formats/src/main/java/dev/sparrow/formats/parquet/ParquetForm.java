/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnArray.Arrayed;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.format.TextEncoding;
import dev.sparrow.formats.record.ColumnLimits;
import dev.sparrow.formats.record.TextForm;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
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
import java.util.Arrays;
import java.util.function.Consumer;

/// The form of each type in Parquet files: how a column that others have written is understood, how the library's
/// arrays become ours, and how we write it.
final class ParquetForm {
    private static final int UNSIGNED_DIGITS = 20;

    /// So many bytes hold 38 digits.
    private static final int DECIMAL_BYTES = 16;

    private ParquetForm() {}

    /// The type of a column; opaque where it is read row by row.
    static ColumnType typeOf(SchemaNode.PrimitiveNode node) {
        var type = saidType(node);
        return isHeld(type, node.type()) ? type : new Opaque(node.type().toString());
    }

    private static ColumnType saidType(SchemaNode.PrimitiveNode node) {
        return switch (node.logicalType()) {
            case null -> plain(node.type());
            case LogicalType.IntType(var bits, var signed) -> whole(bits, signed);
            case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.JsonType _ -> Plain.TEXT;
            case LogicalType.DecimalType decimal when isDecimal(decimal) ->
                    new Decimal(decimal.precision(), decimal.scale());
            case LogicalType.DateType _ -> Plain.DATE;
            case LogicalType.TimeType _ -> Plain.TIME;
            case LogicalType.TimestampType time -> time.isAdjustedToUTC() ? Plain.INSTANT : Plain.TIMESTAMP;
            case LogicalType.UuidType _ -> Plain.UUID;
            case LogicalType other -> new Opaque(other.toString());
        };
    }

    private static ColumnType plain(PhysicalType type) {
        return switch (type) {
            case BOOLEAN -> Plain.BOOLEAN;
            case INT32 -> Plain.INT;
            case INT64 -> Plain.BIGINT;
            case FLOAT -> Plain.FLOAT;
            case DOUBLE -> Plain.DOUBLE;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Plain.BYTES;
            case INT96 -> new Opaque(type.toString());
        };
    }

    /// Unsigned numbers are of the type that holds them.
    private static ColumnType whole(int bits, boolean signed) {
        return switch (bits) {
            case Byte.SIZE -> signed ? Plain.TINYINT : Plain.INT;
            case Short.SIZE -> signed ? Plain.SMALLINT : Plain.INT;
            case Integer.SIZE -> signed ? Plain.INT : Plain.BIGINT;
            case Long.SIZE -> signed ? Plain.BIGINT : new Decimal(UNSIGNED_DIGITS, 0);
            default -> new Opaque("int" + bits);
        };
    }

    private static boolean isDecimal(LogicalType.DecimalType type) {
        return type.precision() >= 1
                && type.precision() <= Decimal.PRECISION_MAX
                && type.scale() >= 0
                && type.scale() <= type.precision();
    }

    /// Whether a file that says both is read as arrays. What other files say is for the library to judge.
    private static boolean isHeld(ColumnType type, PhysicalType physical) {
        return switch (type) {
            case Plain.BOOLEAN -> physical == PhysicalType.BOOLEAN;
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.DATE -> physical == PhysicalType.INT32;
            case Plain.BIGINT, Plain.TIME -> physical == PhysicalType.INT64 || physical == PhysicalType.INT32;
            case Plain.TIMESTAMP, Plain.INSTANT -> physical == PhysicalType.INT64;
            case Plain.FLOAT -> physical == PhysicalType.FLOAT;
            case Plain.DOUBLE -> physical == PhysicalType.DOUBLE;
            case Plain.TEXT -> physical == PhysicalType.BYTE_ARRAY;
            case Plain.BYTES -> isBinary(physical);
            case Plain.UUID -> physical == PhysicalType.FIXED_LEN_BYTE_ARRAY;
            case Decimal(var precision, _) ->
                    isBinary(physical)
                            || physical == PhysicalType.INT64
                            || (physical == PhysicalType.INT32 && precision <= ColumnArray.LONG_DIGITS);
            case Plain.NULL, Plain.DURATION -> false;
            case EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> false;
        };
    }

    private static boolean isBinary(PhysicalType physical) {
        return physical == PhysicalType.BYTE_ARRAY || physical == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    }

    /// The values of a column in a batch.
    static Arrayed arrays(ColumnType type, SchemaNode.PrimitiveNode node, StoredValues stored, int rows) {
        return switch (type) {
            case Plain.BOOLEAN, Plain.FLOAT, Plain.DOUBLE -> stored.arrays();
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.DATE -> stored.arrays();
            case Plain.TEXT, Plain.BYTES -> stored.arrays();
            case Plain.BIGINT -> new ColumnArray.Longs(longs(node, stored, rows));
            case Plain.TIME, Plain.TIMESTAMP, Plain.INSTANT ->
                    new ColumnArray.Counts(longs(node, stored, rows), unit(node.logicalType()));
            case Plain.UUID -> BinaryNumbers.wides(stored, rows);
            case Decimal(var precision, _) when isBinary(node.type()) ->
                    precision <= ColumnArray.LONG_DIGITS
                            ? BinaryNumbers.longs(stored, rows)
                            : BinaryNumbers.wides(stored, rows);
            case Decimal(var precision, _) when precision <= ColumnArray.LONG_DIGITS ->
                    new ColumnArray.Longs(longs(node, stored, rows));
            case Decimal _ -> BinaryNumbers.widened(stored.longs(), rows, isUnsigned(node));
            case Plain.NULL, Plain.DURATION -> throw unheld(type);
            case EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> throw unheld(type);
        };
    }

    static boolean isUnsigned(SchemaNode.PrimitiveNode node) {
        return node.logicalType() instanceof LogicalType.IntType(_, var signed) && !signed;
    }

    /// Numbers of 64 bits, also of a column of 32.
    private static long[] longs(SchemaNode.PrimitiveNode node, StoredValues stored, int rows) {
        if (node.type() != PhysicalType.INT32) {
            return stored.longs();
        }
        var ints = stored.ints();
        var longs = new long[rows];
        var mask = isUnsigned(node) ? 0xFFFF_FFFFL : -1L;
        for (var row = 0; row < rows; row++) {
            longs[row] = ints[row] & mask;
        }
        return longs;
    }

    static ChronoUnit unit(LogicalType type) {
        var unit =
                switch (type) {
                    case LogicalType.TimeType time -> time.unit();
                    case LogicalType.TimestampType time -> time.unit();
                    default -> throw new IllegalStateException(type + " has no unit");
                };
        return switch (unit) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }

    /// How a column is declared in a file that we write.
    static PrimitiveType field(ColumnType type, Type.Repetition repetition, String name) {
        return switch (type) {
            case Plain.BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case Plain.TINYINT -> integer(repetition, Byte.SIZE).named(name);
            case Plain.SMALLINT -> integer(repetition, Short.SIZE).named(name);
            case Plain.INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case Plain.BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case Plain.FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
            case Plain.DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            // A length of time has no type there that holds it.
            case Plain.TEXT, Plain.UUID, Plain.DURATION -> text(repetition).named(name);
            case EnumOf _ -> text(repetition).named(name);
            case Plain.BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
            case Decimal(var precision, var scale) ->
                    Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                            .length(DECIMAL_BYTES)
                            .as(LogicalTypeAnnotation.decimalType(scale, precision))
                            .named(name);
            case Plain.DATE ->
                    Types.primitive(PrimitiveTypeName.INT32, repetition)
                            .as(LogicalTypeAnnotation.dateType())
                            .named(name);
            case Plain.TIME ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition)
                            .as(LogicalTypeAnnotation.timeType(false, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(name);
            case Plain.TIMESTAMP, Plain.INSTANT ->
                    Types.primitive(PrimitiveTypeName.INT64, repetition)
                            .as(
                                    LogicalTypeAnnotation.timestampType(
                                            type == Plain.INSTANT, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(name);
            case Plain.NULL -> throw unheld(type);
            case ListOf _, StructOf _, MapOf _, Opaque _ -> throw unheld(type);
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> integer(Type.Repetition repetition, int bits) {
        return Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.intType(bits, true));
    }

    private static Types.PrimitiveBuilder<PrimitiveType> text(Type.Repetition repetition) {
        return Types.primitive(PrimitiveTypeName.BINARY, repetition).as(LogicalTypeAnnotation.stringType());
    }

    /// Adds values that are not null to the row that the consumer is at.
    static Consumer<Object> writer(ColumnType type, RecordConsumer consumer) {
        return switch (type) {
            case Plain.BOOLEAN -> value -> consumer.addBoolean((boolean) value);
            case Plain.TINYINT -> value -> consumer.addInteger((byte) value);
            case Plain.SMALLINT -> value -> consumer.addInteger((short) value);
            case Plain.INT -> value -> consumer.addInteger((int) value);
            case Plain.BIGINT -> value -> consumer.addLong((long) value);
            case Plain.FLOAT -> value -> consumer.addFloat((float) value);
            case Plain.DOUBLE -> value -> consumer.addDouble((double) value);
            case Plain.TEXT, Plain.UUID, Plain.DURATION -> value -> consumer.addBinary(text(value));
            case EnumOf _ -> value -> consumer.addBinary(text(value));
            case Plain.BYTES -> value -> consumer.addBinary(Binary.fromReusedByteArray((byte[]) value));
            case Decimal decimal -> value -> consumer.addBinary(decimal((BigDecimal) value, decimal));
            case Plain.DATE -> value -> consumer.addInteger(ColumnLimits.days((LocalDate) value, "parquet"));
            case Plain.TIME -> value -> consumer.addLong(ChronoUnit.MICROS.between(LocalTime.MIN, (LocalTime) value));
            case Plain.TIMESTAMP ->
                    value ->
                            consumer.addLong(
                                    ColumnLimits.micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC), "parquet"));
            case Plain.INSTANT -> value -> consumer.addLong(ColumnLimits.micros((Instant) value, "parquet"));
            case Plain.NULL -> throw unheld(type);
            case ListOf _, StructOf _, MapOf _, Opaque _ -> throw unheld(type);
        };
    }

    private static Binary text(Object value) {
        return Binary.fromString(TextEncoding.encodable(TextForm.text(value), "parquet"));
    }

    /// Two's complement of a fixed length.
    private static Binary decimal(BigDecimal value, Decimal type) {
        var digits = ColumnLimits.scaled(value, type, "parquet").unscaledValue().toByteArray();
        var fixed = new byte[DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, fixed, DECIMAL_BYTES - digits.length, digits.length);
        return Binary.fromConstantByteArray(fixed);
    }

    private static IllegalStateException unheld(ColumnType type) {
        return new IllegalStateException("a column of " + type + " is neither read as arrays nor written");
    }
}
