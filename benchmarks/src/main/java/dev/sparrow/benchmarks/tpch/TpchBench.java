/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tpch;

import dev.sparrow.benchmarks.queries.QueryBench;
import dev.sparrow.benchmarks.queries.QuerySuite;
import dev.sparrow.benchmarks.queries.QueryTargets;
import dev.sparrow.cli.bench.QueryBenchOptions;

import picocli.CommandLine;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.LinkedHashMap;

/// The 22 queries of TPC-H, with the targets of the project. Exit code 1 says that one is missed or that answers
/// differ.
public final class TpchBench {
    private static final QueryTargets TARGETS = new QueryTargets(1.5, 3, 2, 15, 2, 0.05);

    private TpchBench() {}

    /// @param args the folder of the queries and the folder for data, then options
    public static void main(String[] args) throws Exception {
        var options = new QueryBenchOptions();
        new CommandLine(options).parseArgs(java.util.Arrays.copyOfRange(args, 2, args.length));
        var tables = new LinkedHashMap<String, Path>();
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement()) {
            var files = TpchFiles.make(Path.of(args[1]).toAbsolutePath(), options.scale(), statement);
            TpchFiles.names().forEach(name -> tables.put(name, files.of(name)));
        }
        var suite =
                new QuerySuite(
                        "tpch " + options.scale(),
                        QuerySuite.queries(Path.of(args[0]).toAbsolutePath(), options.queries()),
                        tables);
        System.exit(QueryBench.run(suite, TARGETS, options) ? 0 : 1);
    }
}
