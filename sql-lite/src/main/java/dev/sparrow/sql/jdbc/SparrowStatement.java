/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.syntax.Statement.Explain;
import dev.sparrow.sql.syntax.Statement.Run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A statement of JDBC: runs texts, one at a time, and has the result of the last one.
class SparrowStatement extends StatementSettings {
    private final SparrowConnection connection;

    private final String tag;
    private final List<Step> batch = new ArrayList<>();
    private Statement self;
    private ResultSet result;
    private long count = -1;
    private boolean closed;
    private boolean closesWithResult;

    private interface Step {
        long run() throws SQLException;
    }

    SparrowStatement(SparrowConnection connection) {
        this.connection = connection;
        this.tag = connection.nextTag();
    }

    /// As JDBC sees it.
    <T extends Statement> T as(Class<T> type) {
        var seen = Refusing.of(type, this);
        self = seen;
        return seen;
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

    final ResultSet query(String given, Map<String, Object> parameters) throws SQLException {
        if (!run(given, parameters)) {
            throw new SQLException("This statement has no rows: use executeUpdate or execute.");
        }
        return result;
    }

    final long update(String given, Map<String, Object> parameters) throws SQLException {
        if (run(given, parameters)) {
            throw new SQLException("This statement has rows: use executeQuery or execute.");
        }
        return count;
    }

    final boolean run(String given, Map<String, Object> parameters) throws SQLException {
        if (closed) {
            throw Failures.closed("statement");
        }
        closeResult();
        var statement = Parser.statement(given);
        var hasRows = statement instanceof Run || statement instanceof Explain;
        var answer =
                connection.run(given, new LinkedHashMap<>(parameters), tag, getQueryTimeout(), hasRows ? rowsMax() : 0);
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
        addBatch(given, Map.of());
    }

    final void addBatch(String given, Map<String, Object> parameters) {
        batch.add(() -> update(given, parameters));
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

    // ---- Results

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
}
