/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.column.ColumnArray;
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
import dev.sparrow.formats.record.Unfit;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The form of each type in Arrow files: how a column that others have written is understood, how its vector becomes
/// arrays, and how we write it.
final class ArrowForm {
    private ArrowForm() {}

    /// Puts values into a vector.
    @FunctionalInterface
    interface Setter {
        /// Puts a value into a row, and says how many bytes it takes, if that is not the same for all of the type.
        ///
        /// @param value not null
        int set(int row, Object value);
    }

    /// Puts values of equal length into a vector.
    @FunctionalInterface
    private interface Fixed {
        void set(int row, Object value);
    }

    /// How a column is declared in a file that we write.
    static ArrowType arrowType(ColumnType type) {
        return switch (type) {
            case Plain.NULL -> new ArrowType.Null();
            case Plain.BOOLEAN -> new ArrowType.Bool();
            case Plain.TINYINT -> new ArrowType.Int(Byte.SIZE, true);
            case Plain.SMALLINT -> new ArrowType.Int(Short.SIZE, true);
            case Plain.INT -> new ArrowType.Int(Integer.SIZE, true);
            case Plain.BIGINT -> new ArrowType.Int(Long.SIZE, true);
            case Plain.FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case Plain.DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case Plain.TEXT, Plain.UUID -> new ArrowType.Utf8();
            case EnumOf _ -> new ArrowType.Utf8();
            case Plain.BYTES -> new ArrowType.Binary();
            case Decimal(var precision, var scale) ->
                    new ArrowType.Decimal(precision, scale, DecimalVector.TYPE_WIDTH * Byte.SIZE);
            case Plain.DATE -> new ArrowType.Date(DateUnit.DAY);
            case Plain.TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
            case Plain.TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case Plain.INSTANT -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case Plain.DURATION -> new ArrowType.Duration(TimeUnit.MICROSECOND);
            case ListOf _, StructOf _, MapOf _, Opaque _ -> throw unheld(type);
        };
    }

    /// Puts values of a column into the vector that [#arrowType] makes.
    static Setter setter(ColumnType type, FieldVector vector) {
        return switch (type) {
            case Plain.BOOLEAN -> fixed((row, value) -> ((BitVector) vector).setSafe(row, (boolean) value ? 1 : 0));
            case Plain.TINYINT -> fixed((row, value) -> ((TinyIntVector) vector).setSafe(row, (byte) value));
            case Plain.SMALLINT -> fixed((row, value) -> ((SmallIntVector) vector).setSafe(row, (short) value));
            case Plain.INT -> fixed((row, value) -> ((IntVector) vector).setSafe(row, (int) value));
            case Plain.BIGINT -> fixed((row, value) -> ((BigIntVector) vector).setSafe(row, (long) value));
            case Plain.FLOAT -> fixed((row, value) -> ((Float4Vector) vector).setSafe(row, (float) value));
            case Plain.DOUBLE -> fixed((row, value) -> ((Float8Vector) vector).setSafe(row, (double) value));
            case Plain.TEXT, Plain.UUID -> text(vector);
            case EnumOf _ -> text(vector);
            case Plain.BYTES -> (row, value) -> set(vector, row, (byte[]) value);
            case Decimal decimal ->
                    fixed((row, value) ->
                            ((DecimalVector) vector)
                                    .setSafe(row, ColumnLimits.scaled((BigDecimal) value, decimal, "arrow")));
            case Plain.DATE ->
                    fixed((row, value) ->
                            ((DateDayVector) vector).setSafe(row, ColumnLimits.days((LocalDate) value, "arrow")));
            case Plain.TIME ->
                    fixed((row, value) ->
                            ((TimeMicroVector) vector)
                                    .setSafe(row, ChronoUnit.MICROS.between(LocalTime.MIN, (LocalTime) value)));
            case Plain.TIMESTAMP ->
                    fixed((row, value) ->
                            ((TimeStampMicroVector) vector)
                                    .setSafe(
                                            row,
                                            ColumnLimits.micros(
                                                    ((LocalDateTime) value).toInstant(ZoneOffset.UTC), "arrow")));
            case Plain.INSTANT ->
                    fixed((row, value) ->
                            ((TimeStampMicroTZVector) vector)
                                    .setSafe(row, ColumnLimits.micros((Instant) value, "arrow")));
            case Plain.DURATION ->
                    fixed((row, value) ->
                            ((DurationVector) vector).setSafe(row, ColumnLimits.micros((Duration) value, "arrow")));
            case Plain.NULL -> throw unheld(type);
            case ListOf _, StructOf _, MapOf _, Opaque _ -> throw unheld(type);
        };
    }

    private static Setter fixed(Fixed setter) {
        return (row, value) -> {
            setter.set(row, value);
            return 0;
        };
    }

    private static Setter text(FieldVector vector) {
        return (row, value) -> {
            var text = TextEncoding.encodable(TextForm.text(value), "arrow");
            return set(vector, row, text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static int set(FieldVector vector, int row, byte[] content) {
        ((BaseVariableWidthVector) vector).setSafe(row, content);
        return content.length;
    }

    /// The type of a column that is read; opaque where its values are read one by one.
    static ColumnType typeOf(FieldVector vector) {
        return switch (vector) {
            case FieldVector encoded when encoded.getField().getDictionary() != null -> other(vector);
            case BitVector _ -> Plain.BOOLEAN;
            case TinyIntVector _ -> Plain.TINYINT;
            case SmallIntVector _ -> Plain.SMALLINT;
            case IntVector _, UInt1Vector _, UInt2Vector _ -> Plain.INT;
            case BigIntVector _, UInt4Vector _ -> Plain.BIGINT;
            case Float4Vector _ -> Plain.FLOAT;
            case Float8Vector _ -> Plain.DOUBLE;
            case VarCharVector _ -> Plain.TEXT;
            case VarBinaryVector _ -> Plain.BYTES;
            case DateDayVector _ -> Plain.DATE;
            case TimeSecVector _, TimeMilliVector _, TimeMicroVector _, TimeNanoVector _ -> Plain.TIME;
            case TimeStampVector time ->
                    time.getField().getType() instanceof ArrowType.Timestamp said && said.getTimezone() == null
                            ? Plain.TIMESTAMP
                            : Plain.INSTANT;
            case DurationVector _ -> Plain.DURATION;
            case DecimalVector decimal when decimal.getScale() >= 0 && decimal.getScale() <= decimal.getPrecision() ->
                    new Decimal(decimal.getPrecision(), decimal.getScale());
            default -> other(vector);
        };
    }

    private static ColumnType other(FieldVector vector) {
        return new Opaque(vector.getField().getType().toString());
    }

    /// The values of a vector, which is not empty and has been checked.
    ///
    /// @param values the same as objects, for types that have no arrays
    static ColumnArray array(FieldVector vector, VectorValues values) throws Unfit {
        var type = typeOf(vector);
        var memory = new VectorMemory(vector);
        return new ColumnArray(
                type,
                memory.validity(),
                switch (type) {
                    case Plain.BOOLEAN -> new ColumnArray.Booleans(memory.bits());
                    case Plain.TINYINT, Plain.SMALLINT, Plain.INT -> new ColumnArray.Ints(memory.ints());
                    case Plain.DATE -> new ColumnArray.Ints(memory.ints());
                    case Plain.BIGINT -> new ColumnArray.Longs(memory.longs());
                    case Plain.FLOAT -> new ColumnArray.Floats(memory.floats());
                    case Plain.DOUBLE -> new ColumnArray.Doubles(memory.doubles());
                    case Plain.TEXT, Plain.BYTES -> memory.bytes();
                    case Plain.TIME, Plain.TIMESTAMP, Plain.INSTANT, Plain.DURATION ->
                            new ColumnArray.Counts(memory.longs(), unit(vector.getField().getType()));
                    case Decimal(var precision, _) ->
                            precision <= ColumnArray.LONG_DIGITS ? memory.lowHalves() : memory.halves();
                    case Plain.NULL, Plain.UUID -> throw unheld(type);
                    case EnumOf _, ListOf _, StructOf _, MapOf _ -> throw unheld(type);
                    case Opaque _ -> objects(values, vector.getValueCount());
                });
    }

    private static ColumnArray.Objects objects(VectorValues values, int rows) throws Unfit {
        var objects = new Object[rows];
        for (var row = 0; row < rows; row++) {
            objects[row] = values.get(row);
        }
        return new ColumnArray.Objects(objects);
    }

    static ChronoUnit unit(ArrowType type) {
        var unit =
                switch (type) {
                    case ArrowType.Time time -> time.getUnit();
                    case ArrowType.Timestamp time -> time.getUnit();
                    case ArrowType.Duration time -> time.getUnit();
                    default -> throw new IllegalStateException(type + " has no unit");
                };
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    private static IllegalStateException unheld(ColumnType type) {
        return new IllegalStateException("a column of " + type + " is neither read as arrays nor written");
    }
}
