/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Run ClickBench beside DuckDB and Spark.
@Command(
        name = "clickbench",
        header = "Run the 43 queries of ClickBench on a table that is made up, beside DuckDB and Spark.",
        description = {"", "As bench tpch does it; 10 million rows at scale 1. Needs the source checkout."},
        mixinStandardHelpOptions = true)
final class ClickBenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private QueryBenchOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine())
                .runQueries("dev.sparrow.benchmarks.clickbench.ClickBench", "clickbench", options);
    }
}
