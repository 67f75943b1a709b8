/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.syntax.Statement.Explain;
import dev.sparrow.sql.syntax.Statement.Run;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A statement of JDBC, perhaps with a text of its own and values for its parameters.
public final class SparrowStatement {
    private final SparrowConnection connection;

    /// Null if each call brings its own.
    private final String text;

    private final String tag;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Step> batch = new ArrayList<>();
    private Statement self;
    private ResultSet result;
    private long count = -1;
    private long rowsMax;
    private int seconds;
    private boolean closed;
    private boolean closesWithResult;

    private interface Step {
        long run() throws SQLException;
    }

    SparrowStatement(SparrowConnection connection, String text) {
        this.connection = connection;
        this.text = text;
        this.tag = connection.nextTag();
    }

    Statement asStatement() {
        self = Refusing.of(Statement.class, this);
        return self;
    }

    PreparedStatement asPrepared() {
        var prepared = Refusing.of(PreparedStatement.class, this);
        self = prepared;
        return prepared;
    }

    // ---- Running

    /// As [Statement#execute(String)].
    public boolean execute(String given) throws SQLException {
        return run(given, Map.of());
    }

    /// As [Statement#execute(String, int)]; there are no generated keys.
    public boolean execute(String given, int keys) throws SQLException {
        return execute(given);
    }

    /// As [Statement#executeQuery(String)].
    public ResultSet executeQuery(String given) throws SQLException {
        return query(given, Map.of());
    }

    /// As [Statement#executeUpdate(String)].
    public int executeUpdate(String given) throws SQLException {
        return Math.toIntExact(update(given, Map.of()));
    }

    /// As [Statement#executeUpdate(String, int)]; there are no generated keys.
    public int executeUpdate(String given, int keys) throws SQLException {
        return executeUpdate(given);
    }

    /// As [Statement#executeLargeUpdate(String)].
    public long executeLargeUpdate(String given) throws SQLException {
        return update(given, Map.of());
    }

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

    private ResultSet query(String given, Map<String, Object> parameters) throws SQLException {
        if (!run(given, parameters)) {
            throw new SQLException("This statement has no rows: use executeUpdate or execute.");
        }
        return result;
    }

    private long update(String given, Map<String, Object> parameters) throws SQLException {
        if (run(given, parameters)) {
            throw new SQLException("This statement has rows: use executeQuery or execute.");
        }
        return count;
    }

    private boolean run(String given, Map<String, Object> parameters) throws SQLException {
        if (closed) {
            throw Failures.closed("statement");
        }
        closeResult();
        var statement = Parser.statement(given);
        var hasRows = statement instanceof Run || statement instanceof Explain;
        var answer = connection.run(given, new LinkedHashMap<>(parameters), tag, seconds, hasRows ? rowsMax : 0);
        if (hasRows) {
            result = Refusing.of(ResultSet.class, new Rows(this, answer.schema(), answer.rows()));
            count = -1;
        } else {
            count = answer.rows().isEmpty() ? 0 : (long) answer.rows().getFirst().get(0);
        }
        return hasRows;
    }

    private void closeResult() throws SQLException {
        if (result != null) {
            result.close();
        }
        result = null;
    }

    /// Its result was closed.
    void resultClosed() throws SQLException {
        if (closesWithResult && !closed) {
            close();
        }
    }

    Statement self() {
        return self;
    }

    /// As [Statement#cancel()], from another thread.
    public void cancel() {
        connection.cancel(tag);
    }

    // ---- Batches

    /// As [Statement#addBatch(String)].
    public void addBatch(String given) {
        batch.add(() -> update(given, Map.of()));
    }

    /// As [PreparedStatement#addBatch()].
    public void addBatch() {
        var taken = new LinkedHashMap<>(values);
        batch.add(() -> update(text, taken));
    }

    /// As [Statement#clearBatch()].
    public void clearBatch() {
        batch.clear();
    }

    /// As [Statement#executeBatch()]: one statement after the other; those before one that fails stay.
    public int[] executeBatch() throws SQLException {
        var all = new ArrayList<>(batch);
        batch.clear();
        var counts = new int[all.size()];
        for (var i = 0; i < counts.length; i++) {
            try {
                counts[i] = Math.toIntExact(all.get(i).run());
            } catch (SQLException | SparrowException e) {
                throw new java.sql.BatchUpdateException(
                        e.getMessage(), "HY000", 0, java.util.Arrays.copyOf(counts, i), e);
            }
        }
        return counts;
    }

    // ---- Results and limits

    public ResultSet getResultSet() {
        return result;
    }

    public int getUpdateCount() {
        return (int) count;
    }

    public long getLargeUpdateCount() {
        return count;
    }

    /// As [Statement#getMoreResults()]: a statement has one.
    public boolean getMoreResults() throws SQLException {
        closeResult();
        count = -1;
        return false;
    }

    public ResultSet getGeneratedKeys() {
        return Refusing.of(ResultSet.class, Rows.none());
    }

    public int getMaxRows() {
        return (int) rowsMax;
    }

    /// As [Statement#setMaxRows(int)].
    public void setMaxRows(int rows) {
        rowsMax = rows;
    }

    /// As [Statement#setLargeMaxRows(long)].
    public void setLargeMaxRows(long rows) {
        rowsMax = rows;
    }

    public int getQueryTimeout() {
        return seconds;
    }

    /// As [Statement#setQueryTimeout(int)].
    public void setQueryTimeout(int limit) throws SQLException {
        if (limit < 0) {
            throw new SQLException("A limit of " + limit + " s is below 0.");
        }
        seconds = limit;
    }

    public int getFetchSize() {
        return 0;
    }

    /// As [Statement#setFetchSize(int)], a hint: results are in memory.
    public void setFetchSize(int rows) {}

    public int getFetchDirection() {
        return ResultSet.FETCH_FORWARD;
    }

    /// As [Statement#setFetchDirection(int)], a hint.
    public void setFetchDirection(int direction) {}

    public int getMaxFieldSize() {
        return 0;
    }

    /// As [Statement#setEscapeProcessing(boolean)]: there are no escapes.
    public void setEscapeProcessing(boolean on) {}

    public int getResultSetType() {
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    public int getResultSetConcurrency() {
        return ResultSet.CONCUR_READ_ONLY;
    }

    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    public Connection getConnection() {
        return connection.self();
    }

    /// As [Statement#close()].
    public void close() throws SQLException {
        closed = true;
        closeResult();
    }

    public boolean isClosed() {
        return closed;
    }

    /// As [Statement#closeOnCompletion()].
    public void closeOnCompletion() {
        closesWithResult = true;
    }

    public boolean isCloseOnCompletion() {
        return closesWithResult;
    }

    public boolean isPoolable() {
        return false;
    }

    /// As [Statement#setPoolable(boolean)], a hint.
    public void setPoolable(boolean on) {}

    /// As [Statement#getWarnings()]: there are none.
    public SQLWarning getWarnings() {
        return null;
    }

    /// As [Statement#clearWarnings()].
    public void clearWarnings() {}

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
