/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Logger;

import javax.sql.DataSource;

class JdbcTablesTest {
    private static Sparrow sc;
    private static Sql sql;
    private static Connection database;

    /// More connections to the same database.
    private record Database(Connection first) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return ((DuckDBConnection) first).duplicate();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        sc = Sparrow.local();
        database = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = database.createStatement()) {
            statement.execute(
                    "create table trips as select range::int as id, 'city ' || range % 3 as city, range / 4.0 as km, date"
                            + " '2024-01-01' + range::int as day, (range / 2)::decimal(9, 2) as \"the price\" from"
                            + " range(100)");
            statement.execute("insert into trips values (null, null, null, null, null)");
        }
        sql = Sql.on(sc).register("trips", new Database(database), "trips");
    }

    @AfterAll
    static void stop() throws SQLException {
        database.close();
        sc.close();
    }

    @Test
    void types_areThoseOfTheDatabase() {
        assertThat(sql.tables().get("trips").toString())
                .isEqualTo("id: int, city: text, km: double, day: date, \"the price\": decimal(9,2)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select count(*) from trips | [[101]] | FROM trips,",
                "select count(*), sum(km), min(day) from trips | [[101, 1237.5, 2024-01-01]] | FROM trips,",
                "select id, the_day from (select id, day as the_day from trips) where id = 7 and the_day < date '2024-02-01' | [[7, 2024-01-08]] | WHERE \"id\" = 7 AND \"day\" < DATE '2024-02-01'",
                "select id from trips where 97 < id and length(city) > 1 order by id | [[98], [99]] | WHERE \"id\" > 97",
                "select max(id) from trips where city = 'city 1' | [[97]] | WHERE \"city\" = 'city 1'",
                "select count(*) from trips where \"the price\" >= 49.5 | [[1]] | WHERE \"the price\" >= 49.5",
                "select count(*) from trips where id is null | [[1]] | WHERE \"id\" IS NULL",
                "select id from trips limit 1 | [[0]] | , 1 rows",
                "select id from trips where id is not null limit 1 offset 2 | [[2]] | IS NOT NULL, 3 rows"
            })
    void theDatabase_isAskedForWhatIsNeeded(String query, String rows, String asked) {
        var table = sql.sql(query);

        assertThat(table.collect().toString()).isEqualTo(rows);
        assertThat(sources(table.relation())).contains(asked);
    }

    private static String sources(dev.sparrow.table.plan.Relation relation) {
        if (relation instanceof dev.sparrow.table.plan.Relation.Dataset(var lineage, var _, var _, var _, var _)
                && lineage.operation()
                        instanceof
                        dev.sparrow.lineage.Operation.Source(dev.sparrow.lineage.SourceData.Format(var source))) {
            return source.describe() + ",";
        }
        var below = new StringBuilder();
        relation.inputs().forEach(input -> below.append(sources(input)));
        return below.toString();
    }

    @Test
    void aTableThatIsNotThere_isToldWhenItIsRegistered() {
        assertThatThrownBy(() -> sql.register("t", new Database(database), "nothing"))
                .hasMessageStartingWith("The table nothing of a database cannot be read: ");
    }
}
