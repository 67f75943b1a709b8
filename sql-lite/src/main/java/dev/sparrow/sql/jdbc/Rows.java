/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;

/// The rows of a result, which are in memory and read forwards; [ResultSet] says what the methods mean.
public final class Rows {
    /// Null for rows of no statement.
    private final SparrowStatement statement;

    private final Schema schema;
    private final List<Row> rows;

    /// The row where it stands; before the first at first.
    private int place = -1;

    private boolean wasNull;
    private boolean closed;

    Rows(SparrowStatement statement, Schema schema, List<Row> rows) {
        this.statement = statement;
        this.schema = schema;
        this.rows = rows;
    }

    static Rows none() {
        return new Rows(null, new Schema(List.of()), List.of());
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw Failures.closed("result");
        }
    }

    /// As [ResultSet#next()].
    public boolean next() throws SQLException {
        requireOpen();
        place = Math.min(place + 1, rows.size());
        return place < rows.size();
    }

    public boolean isBeforeFirst() {
        return place < 0 && !rows.isEmpty();
    }

    public boolean isFirst() {
        return place == 0 && !rows.isEmpty();
    }

    public boolean isLast() {
        return place == rows.size() - 1 && !rows.isEmpty();
    }

    public boolean isAfterLast() {
        return place >= rows.size() && !rows.isEmpty();
    }

    public int getRow() {
        return place < rows.size() ? place + 1 : 0;
    }

    /// As [ResultSet#close()].
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            if (statement != null) {
                statement.resultClosed();
            }
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /// As [ResultSet#wasNull()].
    public boolean wasNull() {
        return wasNull;
    }

    /// As [ResultSet#findColumn(String)]: the first of this name in whatever case.
    public int findColumn(String name) throws SQLException {
        var found = schema.find(name);
        if (found < 0) {
            throw new SQLException(
                    "There is no column '" + name + "'. There are " + String.join(", ", schema.names()) + ".", "42703");
        }
        return found + 1;
    }

    private Object value(int column) throws SQLException {
        requireOpen();
        if (place < 0 || place >= rows.size()) {
            throw new SQLException("The result stands at no row: call next, as long as it returns true.");
        }
        if (column < 1 || column > schema.fields().size()) {
            throw new SQLException("There is no column " + column + " of " + schema.fields().size() + ".", "42703");
        }
        var value = rows.get(place).get(column - 1);
        wasNull = value == null;
        return value;
    }

    private String name(int column) {
        return schema.fields().get(column - 1).name();
    }

    // ---- Values

    public String getString(int column) throws SQLException {
        var value = value(column);
        return value == null ? null : value.toString();
    }

    public boolean getBoolean(int column) throws SQLException {
        return switch (value(column)) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> text.equalsIgnoreCase("true") || text.equals("1");
            case Object other -> JdbcForm.number(other, name(column)).doubleValue() != 0;
        };
    }

    public byte getByte(int column) throws SQLException {
        return (byte) JdbcForm.whole(value(column), name(column), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    public short getShort(int column) throws SQLException {
        return (short) JdbcForm.whole(value(column), name(column), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public int getInt(int column) throws SQLException {
        return (int) JdbcForm.whole(value(column), name(column), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public long getLong(int column) throws SQLException {
        return JdbcForm.whole(value(column), name(column), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public float getFloat(int column) throws SQLException {
        return JdbcForm.number(value(column), name(column)).floatValue();
    }

    public double getDouble(int column) throws SQLException {
        return JdbcForm.number(value(column), name(column)).doubleValue();
    }

    public BigDecimal getBigDecimal(int column) throws SQLException {
        return JdbcForm.as(value(column), BigDecimal.class, name(column));
    }

    public byte[] getBytes(int column) throws SQLException {
        return JdbcForm.as(value(column), byte[].class, name(column));
    }

    public Date getDate(int column) throws SQLException {
        return JdbcForm.as(value(column), Date.class, name(column));
    }

    public Time getTime(int column) throws SQLException {
        return JdbcForm.as(value(column), Time.class, name(column));
    }

    public Timestamp getTimestamp(int column) throws SQLException {
        return JdbcForm.as(value(column), Timestamp.class, name(column));
    }

    public Array getArray(int column) throws SQLException {
        return JdbcForm.as(value(column), Array.class, name(column));
    }

    public Object getObject(int column) throws SQLException {
        return JdbcForm.object(value(column));
    }

    /// As [ResultSet#getObject(int, Class)].
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        return JdbcForm.as(value(column), type, name(column));
    }

    // ---- The same by name

    public String getString(String column) throws SQLException {
        return getString(findColumn(column));
    }

    public boolean getBoolean(String column) throws SQLException {
        return getBoolean(findColumn(column));
    }

    public byte getByte(String column) throws SQLException {
        return getByte(findColumn(column));
    }

    public short getShort(String column) throws SQLException {
        return getShort(findColumn(column));
    }

    public int getInt(String column) throws SQLException {
        return getInt(findColumn(column));
    }

    public long getLong(String column) throws SQLException {
        return getLong(findColumn(column));
    }

    public float getFloat(String column) throws SQLException {
        return getFloat(findColumn(column));
    }

    public double getDouble(String column) throws SQLException {
        return getDouble(findColumn(column));
    }

    public BigDecimal getBigDecimal(String column) throws SQLException {
        return getBigDecimal(findColumn(column));
    }

    public byte[] getBytes(String column) throws SQLException {
        return getBytes(findColumn(column));
    }

    public Date getDate(String column) throws SQLException {
        return getDate(findColumn(column));
    }

    public Time getTime(String column) throws SQLException {
        return getTime(findColumn(column));
    }

    public Timestamp getTimestamp(String column) throws SQLException {
        return getTimestamp(findColumn(column));
    }

    public Array getArray(String column) throws SQLException {
        return getArray(findColumn(column));
    }

    public Object getObject(String column) throws SQLException {
        return getObject(findColumn(column));
    }

    /// As [ResultSet#getObject(String, Class)].
    public <T> T getObject(String column, Class<T> type) throws SQLException {
        return getObject(findColumn(column), type);
    }

    // ---- What it is

    public ResultSetMetaData getMetaData() {
        return Refusing.of(ResultSetMetaData.class, new Columns(schema));
    }

    public Statement getStatement() {
        return statement == null ? null : statement.self();
    }

    public int getType() {
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    public int getConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    public int getHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    public int getFetchDirection() {
        return ResultSet.FETCH_FORWARD;
    }

    public int getFetchSize() {
        return 0;
    }

    /// As [ResultSet#setFetchSize(int)], a hint.
    public void setFetchSize(int count) {}

    /// As [ResultSet#getWarnings()]: there are none.
    public SQLWarning getWarnings() {
        return null;
    }

    /// As [ResultSet#clearWarnings()].
    public void clearWarnings() {}
}
