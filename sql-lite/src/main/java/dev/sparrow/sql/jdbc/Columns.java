/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/// The columns of a result; [ResultSetMetaData] says what the methods mean.
public final class Columns {
    private final Schema schema;

    Columns(Schema schema) {
        this.schema = schema;
    }

    private Field at(int column) throws SQLException {
        if (column < 1 || column > schema.fields().size()) {
            throw new SQLException("There is no column " + column + " of " + schema.fields().size() + ".", "42703");
        }
        return schema.fields().get(column - 1);
    }

    public int getColumnCount() {
        return schema.fields().size();
    }

    public String getColumnLabel(int column) throws SQLException {
        return at(column).name();
    }

    public String getColumnName(int column) throws SQLException {
        return at(column).name();
    }

    public int getColumnType(int column) throws SQLException {
        return JdbcForm.type(at(column).type());
    }

    public String getColumnTypeName(int column) throws SQLException {
        return at(column).type().toString();
    }

    public String getColumnClassName(int column) throws SQLException {
        return JdbcForm.className(at(column).type());
    }

    public int getPrecision(int column) throws SQLException {
        return JdbcForm.precision(at(column).type());
    }

    public int getScale(int column) throws SQLException {
        return JdbcForm.scale(at(column).type());
    }

    public int getColumnDisplaySize(int column) throws SQLException {
        return Math.max(at(column).name().length(), JdbcForm.precision(at(column).type()) + 2);
    }

    public int isNullable(int column) throws SQLException {
        return at(column).nullable() ? ResultSetMetaData.columnNullable : ResultSetMetaData.columnNoNulls;
    }

    public boolean isSigned(int column) throws SQLException {
        return JdbcForm.isNumber(at(column).type());
    }

    public boolean isAutoIncrement(int column) {
        return false;
    }

    public boolean isCaseSensitive(int column) {
        return true;
    }

    public boolean isSearchable(int column) {
        return true;
    }

    public boolean isCurrency(int column) {
        return false;
    }

    public boolean isReadOnly(int column) {
        return true;
    }

    public boolean isWritable(int column) {
        return false;
    }

    public boolean isDefinitelyWritable(int column) {
        return false;
    }

    public String getTableName(int column) {
        return "";
    }

    public String getSchemaName(int column) {
        return "";
    }

    public String getCatalogName(int column) {
        return "";
    }
}
