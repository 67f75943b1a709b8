/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.IntStream;

/// The queries of ClickBench, on hits that are made up, have the answers that DuckDB has: all of them with
/// `-Dclickbench=all`, else some.
class ClickBenchTest {
    private static final Path FOLDER = Path.of("src/test/resources/clickbench");
    private static final boolean ALL = "all".equals(System.getProperty("clickbench"));
    private static final String ROWS = ALL ? "200000" : "20000";

    private static Connection duckDb;
    private static Sparrow sc;
    private static Sql sql;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        sc = Sparrow.local();
        sql = Sql.on(sc);
        var file = folder.resolve("hits.parquet").toString();
        try (var statement = duckDb.createStatement()) {
            statement.execute(Files.readString(FOLDER.resolve("hits.sql")).replace("ROWS", ROWS).replace("FILE", file));
            statement.execute("create table hits as from '" + file + "'");
        }
        sql.sql("create table hits as from '" + file + "'");
    }

    @AfterAll
    static void stop() throws Exception {
        sc.close();
        duckDb.close();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQuery_hasTheRowsThatDuckDbHas(int number) throws Exception {
        var query = Files.readString(FOLDER.resolve("q%02d.sql".formatted(number)));
        if (query.contains("any rows will do")) {
            assertThat(sql.sql(query).collect()).hasSize(10);
        } else {
            assertThat(Suite.difference(sql, duckDb, query)).isEmpty();
        }
    }

    static IntStream queries() {
        return ALL ? IntStream.rangeClosed(1, 43) : IntStream.of(10, 23, 29, 40);
    }
}
