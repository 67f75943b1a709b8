/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.Plain;

import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/// The types of columns of databases, and their values.
final class JdbcTypes {
    /// Where a database says no digits.
    private static final Decimal WIDE = new Decimal(38, 10);

    private JdbcTypes() {}

    static ColumnType of(ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> Plain.BOOLEAN;
            case Types.TINYINT, Types.SMALLINT -> Plain.SMALLINT;
            case Types.INTEGER -> Plain.INT;
            case Types.BIGINT -> Plain.BIGINT;
            case Types.REAL -> Plain.FLOAT;
            case Types.FLOAT, Types.DOUBLE -> Plain.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> decimal(columns.getPrecision(column), columns.getScale(column));
            case Types.DATE -> Plain.DATE;
            case Types.TIME -> Plain.TIME;
            case Types.TIMESTAMP -> Plain.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Plain.INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Plain.BYTES;
            case Types.OTHER -> columns.getColumnTypeName(column).equalsIgnoreCase("uuid") ? Plain.UUID : Plain.TEXT;
            default -> Plain.TEXT;
        };
    }

    private static Decimal decimal(int precision, int scale) {
        var isKnown = precision > 0 && precision <= Decimal.PRECISION_MAX && scale >= 0 && scale <= precision;
        return isKnown ? new Decimal(precision, scale) : WIDE;
    }

    /// A value of the row at which a result stands; null if it is missing.
    static Object value(ResultSet rows, int column, ColumnType type) throws SQLException {
        var value =
                switch (type) {
                    case Plain.BOOLEAN -> (Object) rows.getBoolean(column);
                    case Plain.SMALLINT -> rows.getShort(column);
                    case Plain.INT -> rows.getInt(column);
                    case Plain.BIGINT -> rows.getLong(column);
                    case Plain.FLOAT -> rows.getFloat(column);
                    case Plain.DOUBLE -> rows.getDouble(column);
                    case Decimal(var _, var scale) -> {
                        var number = rows.getBigDecimal(column);
                        yield number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
                    }
                    case Plain.DATE -> rows.getObject(column, LocalDate.class);
                    case Plain.TIME -> rows.getObject(column, LocalTime.class);
                    case Plain.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
                    case Plain.INSTANT -> {
                        var time = rows.getObject(column, OffsetDateTime.class);
                        yield time == null ? null : time.toInstant();
                    }
                    case Plain.BYTES -> rows.getBytes(column);
                    case Plain.UUID -> rows.getObject(column, UUID.class);
                    case ColumnType _ -> rows.getString(column);
                };
        return rows.wasNull() ? null : value;
    }
}
