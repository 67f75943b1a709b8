/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.report.MarkdownReport;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.cli.bench.Machine;
import dev.sparrow.cli.bench.QueryBenchOptions;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.sql.Sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Runs the queries of a suite over tables in memory and over Parquet files, by turns with DuckDB in the same process
/// and with as many threads. Spark, where it is measured, is another process.
public final class QueryBench implements AutoCloseable {
    /// Sums of doubles depend on the order of the numbers.
    private static final double TOLERANCE = 1e-9;

    /// Of Spark, which computes with fewer digits behind the point.
    private static final double SPARK_TOLERANCE = 1e-4;

    private static final int PLANNINGS = 30;

    private final QuerySuite suite;
    private final Sparrow sc;
    private final Connection duckdb;
    private final Sql cached;
    private final Sql files;

    private QueryBench(QuerySuite suite) throws SQLException {
        this.suite = suite;
        this.sc =
                new Sparrow(
                        new SparrowConf()
                                .setMaster("local[" + Sizes.THREADS + "]")
                                .setAppName("queries")
                                .set("sparrow.progress", "off"));
        this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
        this.cached = Sql.on(sc);
        this.files = Sql.on(sc);
    }

    /// Measures, prints, and writes what the options ask for.
    ///
    /// @return whether all answers agree and no target is missed
    public static boolean run(QuerySuite suite, QueryTargets targets, QueryBenchOptions options)
            throws IOException, InterruptedException, SQLException {
        if (!options.masters().isEmpty()) {
            return agree(suite, options.masters());
        }
        Map<String, QueryResult> spark = options.hasSpark() ? OtherEngine.spark(suite) : Map.of();
        try (var bench = new QueryBench(suite)) {
            bench.load();
            var rows = new ArrayList<QueryRow>();
            for (var query : suite.queries()) {
                rows.add(bench.measured(query, spark.get(query.name())));
                System.err.print(query.name() + " ");
            }
            System.err.println();
            var facts = suite.title() + "\n" + Machine.thisOne(bench.sc.master());
            var report = new QueryReport(facts, rows, targets.of(rows), targets.cachedMost());
            System.out.print(report.text());
            System.out.flush();
            if (options.chart().isPresent()) {
                QueryChart.write(suite.title(), rows, options.chart().get());
            }
            if (options.markdown().isPresent()) {
                MarkdownReport.write("sparrow bench " + suite.title(), report.markdown(), options.markdown().get());
            }
            return report.isGood();
        }
    }

    /// Runs each query once on each master, and says where answers differ from DuckDB's.
    private static boolean agree(QuerySuite suite, List<String> masters)
            throws IOException, InterruptedException, SQLException {
        var problems = new ArrayList<String>();
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            loadDuckdb(suite, duckdb);
            for (var master : masters) {
                var results = OtherEngine.sparrow(suite, master);
                var before = problems.size();
                for (var query : suite.queries()) {
                    var result = results.get(query.name());
                    var expected = new QuerySide.OfDuckdb(duckdb, "main").answer(query.text());
                    var problem =
                            result.failure().isEmpty()
                                    ? difference(query, result.answer(), expected, TOLERANCE)
                                    : Optional.of(firstLine(result.failure()));
                    problem.ifPresent(what -> problems.add(master + " " + query.name() + ": " + what));
                }
                var same = suite.queries().size() - (problems.size() - before);
                System.out.println(master + ": " + same + " of " + suite.queries().size() + " as in DuckDB");
            }
        }
        problems.forEach(System.out::println);
        return problems.isEmpty();
    }

    private static void loadDuckdb(QuerySuite suite, Connection duckdb) throws SQLException {
        try (var statement = duckdb.createStatement()) {
            statement.execute("set threads = " + Sizes.THREADS);
            statement.execute("create schema files");
            for (var table : suite.tables().entrySet()) {
                var of = table.getKey() + " as from '" + table.getValue() + "'";
                statement.execute("create table " + of);
                statement.execute("create view files." + of);
            }
        }
    }

    private void load() throws SQLException {
        loadDuckdb(suite, duckdb);
        for (var table : suite.tables().entrySet()) {
            cached.sql("create table " + table.getKey() + " as from '" + table.getValue() + "'");
            files.register(table.getKey(), Parquet.table(sc, table.getValue().toString()));
        }
    }

    private QueryRow measured(QuerySuite.NamedQuery query, QueryResult spark) throws SQLException {
        var problems = new ArrayList<String>();
        var inMemory = new QuerySide.OfDuckdb(duckdb, "main");
        var expected = inMemory.answer(query.text());
        var overCached = times(query, new QuerySide.OfSparrow(cached), inMemory, expected, problems);
        var planning = overCached.isPresent() ? OptionalDouble.of(planning(query)) : OptionalDouble.empty();
        var inFiles = new QuerySide.OfDuckdb(duckdb, "files");
        // Its answer sets the schema, too.
        var _ = inFiles.answer(query.text());
        var overFiles = times(query, new QuerySide.OfSparrow(files), inFiles, expected, problems);
        return new QueryRow(
                query.name(), overCached, overFiles, sparkMillis(query, spark, expected, problems), planning, problems);
    }

    private static Optional<QueryTimes> times(
            QuerySuite.NamedQuery query,
            QuerySide sparrow,
            QuerySide duckdb,
            QueryAnswer expected,
            List<String> problems)
            throws SQLException {
        try {
            difference(query, sparrow.answer(query.text()), expected, TOLERANCE)
                    .ifPresent(what -> problems.add("Sparrow has " + what + " as DuckDB"));
            return Optional.of(QueryTimes.measure(query.text(), sparrow, duckdb));
        } catch (RuntimeException e) {
            problems.add("it fails: " + firstLine(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<String> difference(
            QuerySuite.NamedQuery query, QueryAnswer answer, QueryAnswer expected, double tolerance) {
        return query.wantsAnyRows() && answer.rows().size() == expected.rows().size()
                ? Optional.empty()
                : answer.difference(expected, tolerance);
    }

    private static OptionalDouble sparkMillis(
            QuerySuite.NamedQuery query, QueryResult spark, QueryAnswer expected, List<String> problems) {
        if (spark == null) {
            return OptionalDouble.empty();
        }
        if (!spark.failure().isEmpty()) {
            problems.add("it fails in Spark: " + firstLine(spark.failure()));
            return OptionalDouble.empty();
        }
        difference(query, spark.answer(), expected, SPARK_TOLERANCE)
                .ifPresent(what -> problems.add("Spark has " + what + " as DuckDB"));
        return OptionalDouble.of(spark.millis());
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /// From the text to the steps and exchanges of a dataset; nothing of it is remembered, since each text is new.
    private double planning(QuerySuite.NamedQuery query) {
        var times = new ArrayList<Double>();
        for (var i = 0; i < PLANNINGS; i++) {
            var text = query.text() + " -- " + i;
            var start = System.nanoTime();
            var _ = cached.sql(text).rdd();
            times.add((System.nanoTime() - start) / 1e6);
        }
        return QueryTimes.median(times);
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
        sc.close();
    }
}
