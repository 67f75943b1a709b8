/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// The form of each type in JDBC.
final class JdbcForm {
    private JdbcForm() {}

    /// One of [Types].
    static int type(ColumnType type) {
        return switch (type) {
            case Plain.NULL -> Types.NULL;
            case Plain.BOOLEAN -> Types.BOOLEAN;
            case Plain.TINYINT -> Types.TINYINT;
            case Plain.SMALLINT -> Types.SMALLINT;
            case Plain.INT -> Types.INTEGER;
            case Plain.BIGINT -> Types.BIGINT;
            case Plain.FLOAT -> Types.REAL;
            case Plain.DOUBLE -> Types.DOUBLE;
            case Plain.TEXT -> Types.VARCHAR;
            case Plain.BYTES -> Types.VARBINARY;
            case Plain.DATE -> Types.DATE;
            case Plain.TIME -> Types.TIME;
            case Plain.TIMESTAMP -> Types.TIMESTAMP;
            case Plain.INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
            case Plain.DURATION, Plain.UUID -> Types.OTHER;
            case Decimal _ -> Types.DECIMAL;
            case EnumOf _ -> Types.VARCHAR;
            case ListOf _ -> Types.ARRAY;
            case StructOf _, MapOf _, Opaque _ -> Types.JAVA_OBJECT;
        };
    }

    static int precision(ColumnType type) {
        return switch (type) {
            case Plain.BOOLEAN -> 1;
            case Plain.TINYINT -> 3;
            case Plain.SMALLINT -> 5;
            case Plain.INT -> 10;
            case Plain.BIGINT -> 19;
            case Plain.FLOAT -> 7;
            case Plain.DOUBLE -> 15;
            case Plain.DATE -> 10;
            case Plain.TIME -> 18;
            case Plain.TIMESTAMP, Plain.INSTANT -> 29;
            case Decimal(var precision, var _) -> precision;
            case ColumnType _ -> 0;
        };
    }

    static int scale(ColumnType type) {
        return type instanceof Decimal(var _, var scale) ? scale : 0;
    }

    static boolean isNumber(ColumnType type) {
        return switch (type) {
            case Plain.TINYINT, Plain.SMALLINT, Plain.INT, Plain.BIGINT, Plain.FLOAT, Plain.DOUBLE -> true;
            case ColumnType other -> other instanceof Decimal;
        };
    }

    /// The class of what [#object] makes.
    static String className(ColumnType type) {
        return switch (type) {
            case Plain.DATE -> Date.class.getName();
            case Plain.TIME -> Time.class.getName();
            case Plain.TIMESTAMP -> Timestamp.class.getName();
            case Plain.INSTANT -> OffsetDateTime.class.getName();
            case ListOf _ -> Array.class.getName();
            case ColumnType other -> dev.sparrow.column.JavaForm.classOf(other).getName();
        };
    }

    /// A value as JDBC says that objects of its type are.
    static Object object(Object value) {
        return switch (value) {
            case null -> null;
            case LocalDate date -> Date.valueOf(date);
            case LocalTime time -> Time.valueOf(time);
            case LocalDateTime time -> Timestamp.valueOf(time);
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case List<?> list -> Refusing.of(Array.class, new Elements(list));
            default -> value;
        };
    }

    /// A list.
    ///
    /// @param list its elements
    public record Elements(List<?> list) {
        /// As [Array#getArray()].
        public Object getArray() {
            return list.stream().map(JdbcForm::object).toArray();
        }

        /// As [Array#getBaseType()]: elements say what they are.
        public int getBaseType() {
            return Types.JAVA_OBJECT;
        }

        /// As [Array#free()].
        public void free() {}
    }

    static Number number(Object value, String column) throws SQLException {
        return switch (value) {
            case null -> 0;
            case Number number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> decimal(text, column);
            default -> throw unfit(value, column, "number");
        };
    }

    private static BigDecimal decimal(String text, String column) throws SQLException {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw unfit(text, column, "number");
        }
    }

    /// A number that is whole and within bounds.
    static long whole(Object value, String column, long least, long greatest) throws SQLException {
        var number = number(value, column);
        var whole = number instanceof BigDecimal decimal ? decimal.longValue() : number.longValue();
        if (whole < least || whole > greatest || Math.abs(number.doubleValue()) > 0x1p63) {
            throw unfit(value, column, "number from " + least + " to " + greatest);
        }
        return whole;
    }

    /// A value as an object of a class that a program asks for.
    static <T> T as(Object value, Class<T> wanted, String column) throws SQLException {
        if (value == null) {
            return null;
        }
        for (var candidate : new Object[] {value, object(value), other(value, wanted)}) {
            if (wanted.isInstance(candidate)) {
                return wanted.cast(candidate);
            }
        }
        throw unfit(value, column, wanted.getSimpleName());
    }

    private static Object other(Object value, Class<?> wanted) throws SQLException {
        return switch (wanted.getName()) {
            case "java.lang.String" -> value.toString();
            case "java.lang.Integer" -> (int) whole(value, "", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "java.lang.Long" -> whole(value, "", Long.MIN_VALUE, Long.MAX_VALUE);
            case "java.lang.Short" -> (short) whole(value, "", Short.MIN_VALUE, Short.MAX_VALUE);
            case "java.lang.Double" -> number(value, "").doubleValue();
            case "java.lang.Float" -> number(value, "").floatValue();
            case "java.math.BigDecimal" -> new BigDecimal(number(value, "").toString());
            case "java.time.LocalDate" -> value instanceof LocalDateTime time ? time.toLocalDate() : null;
            case "java.time.LocalDateTime" -> value instanceof LocalDate date ? date.atStartOfDay() : null;
            case "java.sql.Timestamp" ->
                    value instanceof Instant time
                            ? Timestamp.from(time)
                            : value instanceof LocalDate date ? Timestamp.valueOf(date.atStartOfDay()) : null;
            case "java.sql.Date" -> value instanceof LocalDateTime time ? Date.valueOf(time.toLocalDate()) : null;
            default -> null;
        };
    }

    static SQLException unfit(Object value, String column, String wanted) {
        return new SQLException(
                "The value "
                        + value
                        + (column.isEmpty() ? "" : " of column " + column)
                        + " is a "
                        + value.getClass().getSimpleName()
                        + ", and no "
                        + wanted
                        + ".",
                "22018");
    }
}
