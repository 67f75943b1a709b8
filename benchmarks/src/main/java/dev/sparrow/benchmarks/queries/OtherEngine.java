/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.benchmarks.Checkout;
import dev.sparrow.benchmarks.Heap;
import dev.sparrow.benchmarks.harness.CellRunner;
import dev.sparrow.benchmarks.harness.Rival;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs a suite in a process of its own, which has the jars of one engine.
final class OtherEngine {
    private static final String SPARK = "dev.sparrow.benchmarks.dataframe.SparkSql";
    private static final String ON_MASTER = "dev.sparrow.benchmarks.queries.OnMaster";

    private OtherEngine() {}

    /// Spark SQL over cached tables.
    ///
    /// @return what became of each query, by name
    static Map<String, QueryResult> spark(QuerySuite suite) throws IOException, InterruptedException {
        return run(suite, Rival.DATAFRAMES, SPARK, List.of());
    }

    /// Sparrow on another master.
    ///
    /// @return what became of each query, by name
    static Map<String, QueryResult> sparrow(QuerySuite suite, String master) throws IOException, InterruptedException {
        var rival = master.startsWith("spark:") ? Rival.ON_SPARK : Rival.SPARROW;
        return run(suite, rival, ON_MASTER, List.of(master));
    }

    private static Map<String, QueryResult> run(QuerySuite suite, Rival rival, String main, List<String> first)
            throws IOException, InterruptedException {
        var checkout = Checkout.ofEnvironment();
        Files.createDirectories(checkout.work());
        var folder = Files.createTempDirectory(checkout.work(), "queries");
        var results = folder.resolve("results");
        var arguments = new ArrayList<>(List.of(results.toString()));
        arguments.addAll(first);
        suite.tables().forEach((name, file) -> arguments.addAll(List.of("table", name, file.toString())));
        for (var query : suite.queries()) {
            var text = Files.writeString(folder.resolve(query.name()), query.text());
            arguments.addAll(List.of("query", query.name(), text.toString()));
        }
        var log = folder.resolve("log");
        var runner = new CellRunner(checkout.classPaths(), Heap.bytes(), checkout.work());
        var process =
                new ProcessBuilder(runner.command(rival, main, arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        if (process.waitFor() != 0) {
            throw new IOException(rival.id() + " ended with code " + process.exitValue() + ": see " + log);
        }
        var byName = new LinkedHashMap<String, QueryResult>();
        QueryResult.read(results).forEach(result -> byName.put(result.query(), result));
        return byName;
    }
}
