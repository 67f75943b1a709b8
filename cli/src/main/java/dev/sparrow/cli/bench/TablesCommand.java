/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Measure questions about tables.
@Command(
        name = "tables",
        header = "Measure questions about tables beside DuckDB and loops by hand, each with a target.",
        description = {
            "",
            "Two threads, tables of TPC-H, which are made once. Exit code 1: a target was missed.",
            "Needs the source checkout: it brings DuckDB."
        },
        mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Size of the tables; 1 is 6 million rows of items. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--vs",
            paramLabel = "ENGINE",
            defaultValue = "duckdb",
            description = "The peer, which is ${DEFAULT-VALUE}.")
    private Peer peer;

    @Parameters(
            paramLabel = "QUESTION",
            description = "Q1, Q6, LARGE_ORDERS, SPECIAL_REQUESTS, Q4, Q3. Without any: all of them.")
    private List<String> questions = List.of();

    /// Engines to compare with.
    private enum Peer {
        duckdb
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        var arguments =
                new ArrayList<>(
                        List.of(
                                module.folder().toAbsolutePath().normalize().getParent().resolve("data").toString(),
                                Double.toString(scale),
                                peer.name()));
        arguments.addAll(questions);
        return module.run("dev.sparrow.benchmarks.tables.TablesReport", arguments);
    }
}
