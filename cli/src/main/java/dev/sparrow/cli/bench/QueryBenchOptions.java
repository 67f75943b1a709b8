/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The options of commands that run suites of queries. The module `benchmarks`, which does the work in another JVM,
/// reads them with this class too.
public final class QueryBenchOptions {
    /// Engines to compare with.
    private enum Peer {
        duckdb,
        spark
    }

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "0.1",
            description = "Size of the data: a part of, or a multiple of 1. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--vs",
            paramLabel = "ENGINE",
            split = ",",
            defaultValue = "duckdb",
            description = "duckdb, or duckdb,spark. Default: ${DEFAULT-VALUE}")
    private List<Peer> peers;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draw the times there as bars.")
    private Path chart;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the figures there as Markdown: between the marks of the file, if it has such.")
    private Path markdown;

    @Option(
            names = "--masters",
            paramLabel = "MASTER",
            split = ";",
            description =
                    "Measure nothing: run each query once on these masters, such as"
                            + " 'local-bytes[3];local-cluster[2,1,1g]', and compare the answers with DuckDB's.")
    private List<String> masters = List.of();

    @Parameters(paramLabel = "QUERY", description = "Queries to run, such as q05. Without any: all of them.")
    private List<String> queries = List.of();

    public double scale() {
        return scale;
    }

    /// Whether Spark takes part, too.
    public boolean hasSpark() {
        return peers.contains(Peer.spark);
    }

    public Optional<Path> chart() {
        return Optional.ofNullable(chart);
    }

    public Optional<Path> markdown() {
        return Optional.ofNullable(markdown);
    }

    /// Those to compare answers on; none to measure.
    public List<String> masters() {
        return masters;
    }

    /// Those wanted; none for all.
    public List<String> queries() {
        return queries;
    }

    /// The same options as words of a command line.
    ///
    /// @param chartElse where the chart goes if nobody says it
    List<String> arguments(Path chartElse) {
        var arguments = new ArrayList<>(List.of("--scale", Double.toString(scale)));
        arguments.addAll(List.of("--vs", hasSpark() ? "duckdb,spark" : "duckdb"));
        arguments.addAll(List.of("--chart", chart().orElse(chartElse).toString()));
        markdown().ifPresent(file -> arguments.addAll(List.of("--markdown", file.toString())));
        if (!masters.isEmpty()) {
            arguments.addAll(List.of("--masters", String.join(";", masters)));
        }
        arguments.addAll(queries);
        return arguments;
    }
}
