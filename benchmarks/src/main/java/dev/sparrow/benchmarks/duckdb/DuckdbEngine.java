/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.duckdb;

import static dev.sparrow.benchmarks.workload.Numbers.shuffledSql;
import static dev.sparrow.benchmarks.workload.Numbers.valueSql;
import static dev.sparrow.benchmarks.workload.Numbers.weightSql;

import dev.sparrow.benchmarks.harness.Child;
import dev.sparrow.benchmarks.harness.Program;
import dev.sparrow.benchmarks.harness.RivalEngine;
import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Reading;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;
import dev.sparrow.benchmarks.workload.Workload;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/// DuckDB with as many threads as the others. Rows of numbers come from `range` in each run, as in the other engines.
public final class DuckdbEngine implements RivalEngine {
    private final Connection connection;
    private final Statement sql;

    private DuckdbEngine() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        sql = connection.createStatement();
        sql.execute("SET threads = " + Sizes.THREADS);
    }

    public static void main(String[] args) throws Exception {
        Child.main(args, new DuckdbEngine());
    }

    @Override
    public Program prepare(Workload workload, Sizes sizes, DataFiles files) throws SQLException {
        return switch (workload) {
            case WORD_COUNT -> () -> wordCount(files.text());
            case LOG_MINING -> logMining(files.text());
            case PAGE_RANK -> () -> pageRank(files.graph());
            case NUMBER_PIPELINE -> () -> pipeline(sizes.numbers());
            case RECORD_PIPELINE -> records(sizes.records());
            case REDUCE_BY_KEY -> () -> sumByKey(sizes.pairs(), sizes.keys());
            case SORT -> () -> sort(sizes.pairs());
            case JOIN -> () -> join(sizes.pairs(), sizes.keys());
            case COUNT_2 -> () -> count();
            case K_MEANS, K_MEANS_IN_PLACE, LOGISTIC_REGRESSION, LOGISTIC_REGRESSION_IN_PLACE, COUNT_1000 ->
                    throw new IllegalArgumentException("DuckDB takes no part in " + workload.id());
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }

    private static String lines(Path file) {
        return """
        read_csv('%s', columns = {'line': 'VARCHAR'}, header = false, delim = '\001', quote = '', escape = '',
                 auto_detect = false)\
        """
                .formatted(file);
    }

    private Supplier<Answer> wordCount(Path file) throws SQLException {
        var top = new ArrayList<String>();
        try (var rows =
                query(
                        """
                        SELECT lower(word), count(*) AS occurrences
                        FROM (SELECT unnest(string_split_regex(line, '[^A-Za-z]+')) AS word FROM %s)
                        WHERE word <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %d
                        """
                                .formatted(lines(file), Sizes.TOP_WORDS))) {
            while (rows.next()) {
                top.add("(" + rows.getString(1) + "," + rows.getLong(2) + ")");
            }
        }
        return () -> Answer.exactly(top.toArray());
    }

    private Program logMining(Path file) throws SQLException {
        sql.execute(
                "CREATE TABLE kept AS SELECT line FROM " + lines(file) + " WHERE contains(line, '" + Words.KEPT + "')");
        return () -> {
            var counts = new ArrayList<Long>();
            counts.add(number("SELECT count(*) FROM kept"));
            for (var word : Words.COUNTED) {
                counts.add(number("SELECT count(*) FROM kept WHERE contains(line, '" + word + "')"));
            }
            return () -> Answer.exactly(counts.toArray());
        };
    }

    private Supplier<Answer> pageRank(Path file) throws SQLException {
        sql.execute(
                """
                CREATE OR REPLACE TABLE links AS
                WITH edges AS (SELECT DISTINCT source, target FROM
                    read_csv('%s', columns = {'source': 'BIGINT', 'target': 'BIGINT'}, header = false, delim = '\t'))
                SELECT source, target, count(*) OVER (PARTITION BY source) AS degree FROM edges
                """
                        .formatted(file));
        sql.execute("CREATE OR REPLACE TABLE ranks AS SELECT DISTINCT source AS node, 1.0::DOUBLE AS rank FROM links");
        for (var i = 0; i < Sizes.ITERATIONS; i++) {
            sql.execute(
                    """
                    CREATE OR REPLACE TABLE ranks AS SELECT target AS node, 0.15 + 0.85 * sum(rank / degree) AS rank
                    FROM links JOIN ranks ON source = node GROUP BY target
                    """);
        }
        var ranks = new HashMap<Long, Double>();
        try (var rows = query("SELECT node, rank FROM ranks")) {
            while (rows.next()) {
                ranks.put(rows.getLong(1), rows.getDouble(2));
            }
        }
        return () -> Answer.ranks(ranks);
    }

    private Supplier<Answer> pipeline(long count) throws SQLException {
        var sum =
                number(
                        """
                        SELECT sum(x - x // 5)::BIGINT FROM (SELECT i * 3 + 1 AS x FROM range(%d) t(i)) WHERE x %% 7 <> 0
                        """
                                .formatted(count));
        return () -> Answer.exactly(sum);
    }

    private Program records(long count) throws SQLException {
        sql.execute(
                """
                CREATE TABLE readings AS
                SELECT i AS time, (%s %% %d)::INTEGER AS sensor, %s AS value, %s AS weight FROM range(%d) t(i)
                """
                        .formatted(shuffledSql("i"), Reading.SENSORS, valueSql("i"), weightSql("i"), count));
        return () -> {
            try (var rows = query("SELECT sum(value * weight) FROM readings WHERE sensor % 3 <> 0")) {
                rows.next();
                var answer = Answer.numbers(List.of(rows.getDouble(1)));
                return () -> answer;
            }
        };
    }

    private static String pairs(long count, long keys) {
        return "(SELECT %s %% %d AS k, %s AS v FROM range(%d) t(i))"
                .formatted(shuffledSql("i"), keys, valueSql("i"), count);
    }

    private Supplier<Answer> sumByKey(long count, long keys) throws SQLException {
        return counted(
                "SELECT count(*), sum((k % 1000 + 1) * v) FROM (SELECT k, sum(v) AS v FROM "
                        + pairs(count, keys)
                        + " GROUP BY k)");
    }

    private Supplier<Answer> join(long count, long keys) throws SQLException {
        return counted(
                "SELECT count(*), sum(v * w) FROM %s JOIN (SELECT i AS k, %s AS w FROM range(%d) t(i)) USING (k)"
                        .formatted(pairs(count, keys), weightSql("i"), keys));
    }

    /// Sorted into a table: the answer needs positions, and computing them is not part of sorting.
    private Supplier<Answer> sort(long count) throws SQLException {
        sql.execute(
                "CREATE OR REPLACE TABLE sorted AS SELECT %s AS x FROM range(%d) t(i) ORDER BY x"
                        .formatted(shuffledSql("i"), count));
        return () -> {
            try (var rows = query("SELECT count(*), sum(x * (rowid % 100))::BIGINT FROM sorted")) {
                rows.next();
                return Answer.exactly(rows.getLong(1), rows.getLong(2));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private Supplier<Answer> count() throws SQLException {
        var count = number("SELECT count(*) FROM range(" + Sizes.COUNTED + ")");
        return () -> Answer.exactly(count);
    }

    private Supplier<Answer> counted(String query) throws SQLException {
        try (var rows = query(query)) {
            rows.next();
            var answer = Answer.counted(rows.getLong(1), rows.getDouble(2));
            return () -> answer;
        }
    }

    private long number(String query) throws SQLException {
        try (var rows = query(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private ResultSet query(String query) throws SQLException {
        return sql.executeQuery(query);
    }
}
