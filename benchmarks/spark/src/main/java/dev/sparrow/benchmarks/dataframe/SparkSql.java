/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.dataframe;

import dev.sparrow.benchmarks.queries.QueryAnswer;
import dev.sparrow.benchmarks.queries.QueryResult;
import dev.sparrow.benchmarks.workload.Sizes;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Queries of SQL over tables in Spark's memory.
public final class SparkSql {
    private static final int WARM_UPS = 3;
    private static final int RUNS = 3;

    private final SparkSession spark =
            SparkSession.builder()
                    .master("local[" + Sizes.THREADS + "]")
                    .appName("queries")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.shuffle.partitions", Sizes.THREADS)
                    .getOrCreate();

    private SparkSql() {}

    /// @param args the file for results, then `table NAME FILE` and `query NAME FILE`
    public static void main(String[] args) throws IOException {
        var sql = new SparkSql();
        var results = new ArrayList<QueryResult>();
        for (var i = 1; i < args.length; i += 3) {
            if (args[i].equals("table")) {
                sql.cache(args[i + 1], args[i + 2]);
            } else {
                results.add(sql.result(args[i + 1], Files.readString(Path.of(args[i + 2]))));
            }
        }
        QueryResult.write(Path.of(args[0]), results);
        System.exit(0);
    }

    private void cache(String table, String file) {
        spark.read().parquet(file).createOrReplaceTempView(table);
        spark.sql("cache table " + table);
    }

    private QueryResult result(String name, String text) {
        try {
            var rows = run(text);
            for (var i = 1; i < WARM_UPS; i++) {
                run(text);
            }
            var millis = new ArrayList<Double>();
            for (var i = 0; i < RUNS; i++) {
                var start = System.nanoTime();
                run(text);
                millis.add((System.nanoTime() - start) / 1e6);
            }
            return new QueryResult(name, "", millis.stream().sorted().toList().get(RUNS / 2), answer(rows));
        } catch (RuntimeException e) {
            return new QueryResult(name, String.valueOf(e.getMessage()), 0, new QueryAnswer(List.of()));
        }
    }

    private List<Row> run(String text) {
        return spark.sql(text).collectAsList();
    }

    private static QueryAnswer answer(List<Row> rows) {
        var all = new ArrayList<List<Object>>();
        for (var row : rows) {
            var cells = new ArrayList<>();
            for (var i = 0; i < row.size(); i++) {
                cells.add(row.get(i));
            }
            all.add(cells);
        }
        return QueryAnswer.of(all);
    }
}
