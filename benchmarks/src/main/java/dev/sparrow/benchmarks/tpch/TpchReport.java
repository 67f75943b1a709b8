/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tpch;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.sql.Sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Runs the 22 queries over cached tables and over Parquet files, by turns with DuckDB in the same process and with as
/// many threads, and prints the ratios with their targets. Spark, where it is measured, is another process with cached
/// tables.
///
/// Each query is run three times and then measured by its median of five.
public final class TpchReport {
    private static final int WARM_UPS = 3;
    private static final int RUNS = 5;

    private static final double CACHED_MEAN = 1.5;
    private static final double CACHED_MOST = 3;
    private static final double FILES_MEAN = 2;
    private static final double FASTER_THAN_SPARK = 15;

    private final Path queries;
    private final Sql cached;
    private final Sql files;
    private final Connection duckdb;
    private final Map<String, Double> spark;
    private boolean isMissed;

    /// Milliseconds.
    private record Times(double sparrow, double duckdb) {
        double ratio() {
            return sparrow / duckdb;
        }
    }

    private record Row(int query, Times cached, Times files) {}

    private TpchReport(Path queries, Sql cached, Sql files, Connection duckdb, Map<String, Double> spark) {
        this.queries = queries;
        this.cached = cached;
        this.files = files;
        this.duckdb = duckdb;
        this.spark = spark;
    }

    /// Takes the folder of the queries, a folder for data, the scale, and whether Spark is measured, too.
    public static void main(String[] args) throws Exception {
        var queries = Path.of(args[0]);
        var scale = Double.parseDouble(args[2]);
        var master = "local[" + Sizes.THREADS + "]";
        try (var sc =
                        new Sparrow(
                                new SparrowConf().setMaster(master).setAppName("tpch").set("sparrow.progress", "off"));
                var duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            TpchFiles tables;
            try (var statement = duckdb.createStatement()) {
                tables = TpchFiles.make(Path.of(args[1]).toAbsolutePath(), scale, statement);
            }
            var spark =
                    Boolean.parseBoolean(args[3])
                            ? SparkTimes.measure(tables.folder(), queries)
                            : Map.<String, Double>of();
            var report = new TpchReport(queries, Sql.on(sc), Sql.on(sc), duckdb, spark);
            report.load(tables);
            System.exit(report.run() ? 0 : 1);
        }
    }

    private void load(TpchFiles tables) throws SQLException {
        try (var statement = duckdb.createStatement()) {
            statement.execute("set threads = " + Sizes.THREADS);
            statement.execute("create schema files");
            for (var table : TpchFiles.names()) {
                var file = tables.of(table);
                statement.execute("create table " + table + " as from '" + file + "'");
                statement.execute("create view files." + table + " as from '" + file + "'");
                cached.sql("create table " + table + " as from '" + file + "'");
                files.register(table, Parquet.table(files.context(), file.toString()));
            }
        }
    }

    private boolean run() throws IOException, SQLException {
        var rows = new ArrayList<Row>();
        System.out.printf(
                Locale.ROOT,
                "%-5s %10s %10s %7s %8s %10s %10s %7s %10s%n",
                "query",
                "cached ms",
                "DuckDB ms",
                "ratio",
                "target",
                "files ms",
                "DuckDB ms",
                "ratio",
                "Spark ms");
        for (var query = 1; query <= 22; query++) {
            var measured = measured(query);
            if (measured.isPresent()) {
                rows.add(measured.get());
                print(measured.get());
            }
        }
        mean("cached", CACHED_MEAN, rows.stream().map(Row::cached).toList());
        mean("files", FILES_MEAN, rows.stream().map(Row::files).toList());
        sparkMean(rows);
        return !isMissed;
    }

    private Optional<Row> measured(int query) throws IOException, SQLException {
        var text = Files.readString(queries.resolve("q%02d.sql".formatted(query)));
        try {
            return Optional.of(new Row(query, times(cached, "main", text), times(files, "files", text)));
        } catch (RuntimeException e) {
            isMissed = true;
            System.out.println("q" + query + " fails: " + e.getMessage().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    private Times times(Sql sql, String schema, String text) throws SQLException {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        try (var statement = duckdb.createStatement()) {
            statement.execute("set schema = '" + schema + "'");
            for (var i = 0; i < WARM_UPS + RUNS; i++) {
                var start = System.nanoTime();
                var count = sql.sql(text).collect().size();
                var middle = System.nanoTime();
                var expected = count(statement, text);
                var end = System.nanoTime();
                if (count != expected) {
                    throw new IllegalStateException(count + " rows, and DuckDB has " + expected);
                }
                if (i >= WARM_UPS) {
                    ours.add((middle - start) / 1e6);
                    theirs.add((end - middle) / 1e6);
                }
            }
        }
        return new Times(median(ours), median(theirs));
    }

    private static int count(java.sql.Statement statement, String text) throws SQLException {
        try (var rows = statement.executeQuery(text)) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private void print(Row row) {
        var isFar = row.cached.ratio() > CACHED_MOST;
        isMissed |= isFar;
        var theirs = spark.get("q%02d".formatted(row.query));
        System.out.printf(
                Locale.ROOT,
                "q%-4d %10.1f %10.1f %7.2f %8s %10.1f %10.1f %7.2f %10s%n",
                row.query,
                row.cached.sparrow,
                row.cached.duckdb,
                row.cached.ratio(),
                isFar ? "> 3 !" : "<= 3",
                row.files.sparrow,
                row.files.duckdb,
                row.files.ratio(),
                theirs == null ? "-" : String.format(Locale.ROOT, "%.1f", theirs));
        System.out.flush();
    }

    private void mean(String what, double target, List<Times> times) {
        var mean = geometric(times.stream().map(Times::ratio).toList());
        isMissed |= !(mean <= target);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f times DuckDB in the geometric mean, target %.1f%s%n",
                what,
                mean,
                target,
                mean <= target ? "" : ", missed");
    }

    private void sparkMean(List<Row> rows) {
        var ratios = new ArrayList<Double>();
        for (var row : rows) {
            var theirs = spark.get("q%02d".formatted(row.query));
            if (theirs != null) {
                ratios.add(theirs / row.cached.sparrow);
            }
        }
        if (!ratios.isEmpty()) {
            var mean = geometric(ratios);
            isMissed |= mean < FASTER_THAN_SPARK;
            System.out.printf(
                    Locale.ROOT,
                    "Spark takes %.1f times as long over cached tables in the geometric mean of %d queries, target %.0f%s%n",
                    mean,
                    ratios.size(),
                    FASTER_THAN_SPARK,
                    mean >= FASTER_THAN_SPARK ? "" : ", missed");
        }
    }

    private static double geometric(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }
}
