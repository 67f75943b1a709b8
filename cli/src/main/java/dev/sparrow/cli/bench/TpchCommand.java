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

/// Run TPC-H beside DuckDB and Spark.
@Command(
        name = "tpch",
        header = "Run the 22 queries of TPC-H as SQL, beside DuckDB and Spark.",
        description = {
            "",
            "Over cached tables and over Parquet files, by turns with DuckDB in one process and with as many threads;",
            "Spark SQL over cached tables in a process of its own. The values of all answers are compared. Draws a",
            "chart, in the checkout unless --chart says where. Exits with 1 if a target is missed or answers differ.",
            "Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class TpchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private QueryBenchOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine())
                .runQueries("dev.sparrow.benchmarks.tpch.TpchBench", "tpch", options);
    }
}
