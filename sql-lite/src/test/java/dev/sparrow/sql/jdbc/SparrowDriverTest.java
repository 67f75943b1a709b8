/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.sql.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class SparrowDriverTest {
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sparrow:?master=local[2]&sparrow.app.name=test");
        try (var statement = connection.createStatement()) {
            assertThat(
                            statement.executeUpdate(
                                    "create table t (id int, name text, price decimal(9,2), day date, at timestamp)"))
                    .isZero();
            assertThat(
                            statement.executeUpdate(
                                    "insert into t values (1, 'a', 2.5, '2024-02-29', '2024-02-29 10:00:00'), (2, null,"
                                            + " null, null, null)"))
                    .isEqualTo(2);
            assertThat(statement.execute("create view v as select id from t")).isFalse();
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement).hasMessage("The connection is closed.");
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        var values = new ArrayList<String>();
        while (rows.next()) {
            values.add(rows.getString(name));
        }
        return values;
    }

    @Test
    void values_areWhatJdbcMakesOfThem() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("from t order by id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("ID")).isEqualTo(1);
            assertThat(rows.getLong(1)).isEqualTo(1);
            assertThat(rows.getString(1)).isEqualTo("1");
            assertThat(rows.getObject("name")).isEqualTo("a");
            assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("2.50"));
            assertThat(rows.getDouble(3)).isEqualTo(2.5);
            assertThat(rows.getDate(4)).isEqualTo(Date.valueOf("2024-02-29"));
            assertThat(rows.getObject(4, LocalDate.class)).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(rows.getTimestamp(5)).isEqualTo(Timestamp.valueOf("2024-02-29 10:00:00"));
            assertThat(rows.getObject(5)).isInstanceOf(Timestamp.class);
            assertThatThrownBy(() -> rows.getInt("name"))
                    .hasMessage("The value a of column name is a String, and no number.");
            assertThatThrownBy(() -> rows.getInt("nme"))
                    .hasMessageStartingWith("There is no column 'nme'. There are id,");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble(3)).isZero();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getDate(4)).isNull();
            assertThat(rows.next()).isFalse();
            assertThat(rows.isAfterLast()).isTrue();
        }
    }

    @Test
    void aPreparedStatement_takesValues() throws SQLException {
        try (var prepared = connection.prepareStatement("select name, ? as \"what?\" from t where id = ? -- why?")) {
            assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(2);
            prepared.setDate(1, Date.valueOf("2024-01-01"));
            prepared.setInt(2, 1);
            assertThat(prepared.getMetaData().getColumnTypeName(2)).isEqualTo("date");
            try (var rows = prepared.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("a");
                assertThat(rows.getObject("what?", LocalDate.class)).isEqualTo(LocalDate.of(2024, 1, 1));
            }
            assertThatThrownBy(() -> prepared.setInt(3, 1)).hasMessage("There is no parameter 3: the statement has 2.");
        }
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement("insert into b values (?)")) {
            statement.execute("create table b (n int)");
            for (var i = 0; i < 3; i++) {
                prepared.setObject(1, i);
                prepared.addBatch();
            }
            assertThat(prepared.executeBatch()).containsExactly(1, 1, 1);
            statement.setMaxRows(2);
            assertThat(column(statement.executeQuery("from b order by n"), "n")).containsExactly("0", "1");
            statement.execute("drop table b");
        }
    }

    @Test
    void metadata_namesTablesColumnsAndTypes() throws SQLException {
        var metadata = connection.getMetaData();
        assertThat(column(metadata.getTables(null, null, "%", null), "TABLE_NAME")).containsExactly("t", "v");
        assertThat(column(metadata.getTables(null, "main", "_", new String[] {"VIEW"}), "TABLE_NAME"))
                .containsExactly("v");
        assertThat(column(metadata.getTables(null, "other", null, null), "TABLE_NAME")).isEmpty();
        assertThat(column(metadata.getColumns(null, null, "T", "%"), "TYPE_NAME"))
                .containsExactly("int", "text", "decimal(9,2)", "date", "timestamp");
        assertThat(column(metadata.getTypeInfo(), "TYPE_NAME")).contains("bigint", "decimal", "text");
        assertThat(column(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("main");
        assertThat(metadata.getPrimaryKeys(null, null, "t").next()).isFalse();
        assertThat(metadata.supportsTransactions()).isFalse();
        assertThat(metadata.getMaxConnections()).isZero();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("from t")) {
            var columns = rows.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(5);
            assertThat(columns.getColumnLabel(3)).isEqualTo("price");
            assertThat(columns.getColumnType(3)).isEqualTo(Types.DECIMAL);
            assertThat(columns.getPrecision(3)).isEqualTo(9);
            assertThat(columns.getScale(3)).isEqualTo(2);
            assertThat(columns.getColumnClassName(4)).isEqualTo("java.sql.Date");
        }
    }

    @Test
    void whatThereIsNot_isRefusedInASentence() throws SQLException {
        assertThatThrownBy(() -> connection.setAutoCommit(false))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("Sparrow has no transactions: each statement takes effect by itself.");
        assertThatThrownBy(connection::createBlob)
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("Sparrow's Connection has no createBlob.");
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select nme from t"))
                    .isInstanceOf(SQLSyntaxErrorException.class)
                    .hasMessageStartingWith("SQL, line 1, column 8: There is no column 'nme'.")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42000");
            assertThatThrownBy(() -> statement.executeQuery("drop table if exists nothing"))
                    .hasMessage("This statement has no rows: use executeUpdate or execute.");
            assertThatThrownBy(() -> statement.executeQuery("select 1").first())
                    .hasMessage("Sparrow's ResultSet has no first.");
        }
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:sparrow:mars"))
                .hasMessage("Behind jdbc:sparrow: come settings, such as ?master=local[4], and not 'mars'.");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:sparrow:?master=mars")).hasMessageContaining("mars");
    }

    private static Integer sleep(Integer n) throws InterruptedException {
        STARTED.countDown();
        Thread.sleep(60_000);
        return n;
    }

    @Test
    @Timeout(50)
    void aStatement_isCancelledByAnotherThread_orByItsLimit() throws Exception {
        connection.unwrap(Sql.class).function("slow", Integer.class, Integer.class, SparrowDriverTest::sleep);
        try (Statement statement = connection.createStatement()) {
            var cancelled =
                    CompletableFuture.runAsync(() -> {
                        try {
                            STARTED.await();
                            statement.cancel();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
            assertThatThrownBy(() -> statement.executeQuery("select slow(id) from t"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            cancelled.join();

            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery("select slow(id) from t"))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("The statement ran for more than 1 s.");
            statement.setQueryTimeout(0);
            assertThat(statement.executeQuery("select 1").next()).isTrue();
        }
    }
}
