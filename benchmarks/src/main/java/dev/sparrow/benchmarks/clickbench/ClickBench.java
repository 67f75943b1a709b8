/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.clickbench;

import dev.sparrow.benchmarks.queries.QueryBench;
import dev.sparrow.benchmarks.queries.QuerySuite;
import dev.sparrow.benchmarks.queries.QueryTargets;
import dev.sparrow.cli.bench.QueryBenchOptions;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/// The 43 queries of ClickBench on a table that is made up, of 10 million rows at scale 1. Exit code 1 says that a
/// target is missed or that answers differ.
public final class ClickBench {
    private static final long ROWS = 10_000_000;

    /// As for TPC-H.
    private static final QueryTargets TARGETS = new QueryTargets(1.5, 3, 2, 15, 2, 0.05);

    private ClickBench() {}

    /// @param args the folder of the queries and the folder for data, then options
    public static void main(String[] args) throws Exception {
        var options = new QueryBenchOptions();
        new CommandLine(options).parseArgs(Arrays.copyOfRange(args, 2, args.length));
        var queries = Path.of(args[0]).toAbsolutePath();
        var hits = hits(queries, Path.of(args[1]).toAbsolutePath(), Math.round(ROWS * options.scale()));
        var suite =
                new QuerySuite(
                        "clickbench " + options.scale(),
                        QuerySuite.queries(queries, options.queries()),
                        Map.of("hits", hits));
        System.exit(QueryBench.run(suite, TARGETS, options) ? 0 : 1);
    }

    private static Path hits(Path queries, Path data, long rows) throws IOException, SQLException {
        var file = Files.createDirectories(data).resolve("hits-" + rows + ".parquet");
        if (!Files.exists(file)) {
            System.err.println("Making " + rows + " hits");
            var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            var statements = Files.readString(queries.resolve("hits.sql"));
            try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = duckdb.createStatement()) {
                statement.execute(
                        statements.replace("ROWS", Long.toString(rows)).replace("FILE", unfinished.toString()));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
