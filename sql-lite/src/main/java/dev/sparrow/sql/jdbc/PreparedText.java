/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.syntax.Statement.Run;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/// A statement with a text of its own, and values for its parameters.
final class PreparedText extends SparrowStatement {
    private final SparrowConnection connection;
    private final String text;
    private final Map<String, Object> values = new LinkedHashMap<>();

    PreparedText(SparrowConnection connection, String text) {
        super(connection);
        this.connection = connection;
        this.text = text;
    }

    // ---- Running

    /// As [PreparedStatement#execute()].
    public boolean execute() throws SQLException {
        return run(text, values);
    }

    /// As [PreparedStatement#executeQuery()].
    public ResultSet executeQuery() throws SQLException {
        return query(text, values);
    }

    /// As [PreparedStatement#executeUpdate()].
    public int executeUpdate() throws SQLException {
        return Math.toIntExact(update(text, values));
    }

    /// As [PreparedStatement#executeLargeUpdate()].
    public long executeLargeUpdate() throws SQLException {
        return update(text, values);
    }

    /// As [PreparedStatement#addBatch()].
    public void addBatch() {
        var taken = new LinkedHashMap<>(values);
        addBatch(text, taken);
    }

    // ---- Parameters

    private void put(int parameter, Object value) throws SQLException {
        if (parameter < 1 || parameter > Parameters.count(text)) {
            throw new SQLException(
                    "There is no parameter " + parameter + ": the statement has " + Parameters.count(text) + ".");
        }
        values.put(String.valueOf(parameter), value);
    }

    /// As [PreparedStatement#clearParameters()].
    public void clearParameters() {
        values.clear();
    }

    /// As [PreparedStatement#getParameterMetaData()]: how many there are. Their types are those of the values.
    public ParameterMetaData getParameterMetaData() {
        return Refusing.orNothing(ParameterMetaData.class, new Parameters(text));
    }

    /// As [PreparedStatement#getMetaData()]; null if it has no rows.
    public ResultSetMetaData getMetaData() {
        if (!(Parser.statement(text) instanceof Run)) {
            return null;
        }
        var known = new LinkedHashMap<String, Object>();
        for (var i = 1; i <= Parameters.count(text); i++) {
            known.put(String.valueOf(i), values.get(String.valueOf(i)));
        }
        synchronized (connection.sql()) {
            return Refusing.of(ResultSetMetaData.class, new Columns(connection.sql().sql(text, known).schema()));
        }
    }

    /// As [PreparedStatement#setNull(int, int)].
    public void setNull(int parameter, int type) throws SQLException {
        put(parameter, null);
    }

    /// As [PreparedStatement#setNull(int, int, String)].
    public void setNull(int parameter, int type, String name) throws SQLException {
        put(parameter, null);
    }

    /// As [PreparedStatement#setBoolean].
    public void setBoolean(int parameter, boolean value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setByte].
    public void setByte(int parameter, byte value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setShort].
    public void setShort(int parameter, short value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setInt].
    public void setInt(int parameter, int value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setLong].
    public void setLong(int parameter, long value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setFloat].
    public void setFloat(int parameter, float value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setDouble].
    public void setDouble(int parameter, double value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setBigDecimal].
    public void setBigDecimal(int parameter, BigDecimal value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setString].
    public void setString(int parameter, String value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setBytes].
    public void setBytes(int parameter, byte[] value) throws SQLException {
        put(parameter, value);
    }

    /// As [PreparedStatement#setDate(int, Date)].
    public void setDate(int parameter, Date value) throws SQLException {
        put(parameter, own(value));
    }

    /// As [PreparedStatement#setTime(int, Time)].
    public void setTime(int parameter, Time value) throws SQLException {
        put(parameter, own(value));
    }

    /// As [PreparedStatement#setTimestamp(int, Timestamp)].
    public void setTimestamp(int parameter, Timestamp value) throws SQLException {
        put(parameter, own(value));
    }

    /// As [PreparedStatement#setObject(int, Object)].
    public void setObject(int parameter, Object value) throws SQLException {
        put(parameter, own(value));
    }

    /// As [PreparedStatement#setObject(int, Object, int)]; the value says its type.
    public void setObject(int parameter, Object value, int type) throws SQLException {
        put(parameter, own(value));
    }

    private static Object own(Object value) {
        return switch (value) {
            case null -> null;
            case Date date -> date.toLocalDate();
            case Time time -> time.toLocalTime();
            case Timestamp time -> time.toLocalDateTime();
            case java.util.Date time -> time.toInstant();
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            default -> value;
        };
    }
}
