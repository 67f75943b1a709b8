/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A context that speaks JDBC. One statement runs at a time.
public final class SparrowConnection {
    static final String SCHEMA = "main";

    private final Sql sql;
    private final String url;
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Ends queries whose time is over; null until one has a limit.
    private ScheduledExecutorService timer;

    private Connection self;

    private SparrowConnection(Sql sql, String url) {
        this.sql = sql;
        this.url = url;
    }

    static Connection of(Sql sql, String url) {
        var connection = new SparrowConnection(sql, url);
        connection.self = Refusing.of(Connection.class, connection);
        return connection.self;
    }

    Sql sql() {
        return sql;
    }

    String url() {
        return url;
    }

    Connection self() {
        return self;
    }

    /// A name for the jobs of a statement.
    String nextTag() {
        return "jdbc statement " + statements.incrementAndGet();
    }

    record Result(Schema schema, List<Row> rows) {}

    /// Runs a statement to its end.
    ///
    /// @param tag of its jobs
    /// @param seconds after which it is cancelled; 0 for never
    /// @param rowsMax 0 for all
    Result run(String text, Map<String, Object> values, String tag, int seconds, long rowsMax) throws SQLException {
        if (closed.get()) {
            throw Failures.closed("connection");
        }
        var isLate = new AtomicBoolean();
        var alarm =
                seconds == 0
                        ? null
                        : timer().schedule(
                                        () -> {
                                            isLate.set(true);
                                            cancel(tag);
                                        },
                                        seconds,
                                        TimeUnit.SECONDS);
        synchronized (sql) {
            sql.context().addJobTag(tag);
            try {
                var table = sql.sql(text, values);
                return new Result(table.schema(), limited(table, rowsMax).collect());
            } catch (SparrowException e) {
                if (isLate.get() && e.code() == ErrorCode.CANCELLED) {
                    throw new SQLTimeoutException("The statement ran for more than " + seconds + " s.", "57014", e);
                }
                throw e;
            } finally {
                sql.context().removeJobTag(tag);
                if (alarm != null) {
                    alarm.cancel(false);
                }
            }
        }
    }

    private static Table limited(Table table, long rowsMax) {
        return rowsMax == 0 ? table : table.limit(rowsMax);
    }

    void cancel(String tag) {
        sql.context().cancelJobsWithTag(tag, "the statement was cancelled");
    }

    private synchronized ScheduledExecutorService timer() {
        if (timer == null) {
            timer =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().daemon().name("jdbc timer").factory());
        }
        return timer;
    }

    // ---- java.sql.Connection

    /// As [Connection#createStatement()].
    public Statement createStatement() throws SQLException {
        requireOpen();
        return new SparrowStatement(this).as(Statement.class);
    }

    /// As [Connection#createStatement(int, int)]; results are read forwards.
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement();
    }

    /// As [Connection#prepareStatement(String)].
    public PreparedStatement prepareStatement(String text) throws SQLException {
        requireOpen();
        return new PreparedText(this, text).as(PreparedStatement.class);
    }

    /// As [Connection#prepareStatement(String, int, int)]; results are read forwards.
    public PreparedStatement prepareStatement(String text, int type, int concurrency) throws SQLException {
        return prepareStatement(text);
    }

    /// As [Connection#nativeSQL(String)].
    public String nativeSQL(String text) {
        return text;
    }

    /// As [Connection#getMetaData()].
    public DatabaseMetaData getMetaData() throws SQLException {
        requireOpen();
        return Refusing.orNothing(DatabaseMetaData.class, new DatabaseDescription(this));
    }

    /// As [Connection#close()]: closes the context, too.
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (this) {
                if (timer != null) {
                    timer.shutdownNow();
                }
            }
            sql.context().close();
        }
    }

    /// As [Connection#abort].
    public void abort(java.util.concurrent.Executor executor) {
        sql.context().cancelAllJobs();
        executor.execute(this::close);
    }

    public boolean isClosed() {
        return closed.get();
    }

    /// As [Connection#isValid(int)].
    public boolean isValid(int seconds) {
        return !closed.get();
    }

    private void requireOpen() throws SQLException {
        if (closed.get()) {
            throw Failures.closed("connection");
        }
    }

    public boolean getAutoCommit() {
        return true;
    }

    /// As [Connection#setAutoCommit(boolean)], which stays true.
    public void setAutoCommit(boolean on) throws SQLException {
        if (!on) {
            throw Failures.noTransactions();
        }
    }

    /// As [Connection#commit()]: refused as what it would end.
    public void commit() throws SQLException {
        setAutoCommit(false);
    }

    /// As [Connection#rollback()]: refused as what it would end.
    public void rollback() throws SQLException {
        setAutoCommit(false);
    }

    public int getTransactionIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    /// As [Connection#setTransactionIsolation(int)].
    public void setTransactionIsolation(int level) throws SQLException {
        if (level != Connection.TRANSACTION_NONE) {
            throw Failures.noTransactions();
        }
    }

    public boolean isReadOnly() {
        return false;
    }

    /// As [Connection#setReadOnly(boolean)], a hint that says nothing here.
    public void setReadOnly(boolean on) {}

    /// As [Connection#getCatalog()]: there are none.
    public String getCatalog() {
        return null;
    }

    /// As [Connection#setCatalog(String)], which drivers without catalogs ignore.
    public void setCatalog(String name) {}

    public String getSchema() {
        return SCHEMA;
    }

    /// As [Connection#setSchema(String)]: there is one.
    public void setSchema(String name) throws SQLException {
        if (!SCHEMA.equalsIgnoreCase(name)) {
            throw new SQLException("There is one schema, " + SCHEMA + ", and not '" + name + "'.", "3F000");
        }
    }

    public int getHoldability() {
        return java.sql.ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    /// As [Connection#getWarnings()]: there are none.
    public SQLWarning getWarnings() {
        return null;
    }

    /// As [Connection#clearWarnings()].
    public void clearWarnings() {}

    public Properties getClientInfo() {
        return new Properties();
    }

    /// As [Connection#unwrap]: also to [Sql], to register tables and functions.
    public Object unwrap(Class<?> type) throws SQLException {
        if (type.isInstance(sql)) {
            return sql;
        }
        if (type.isInstance(self)) {
            return self;
        }
        throw new SQLException("There is no " + type.getTypeName() + " within.");
    }
}
