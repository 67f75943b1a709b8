/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/// Run TPC-H beside DuckDB and Spark.
@Command(
        name = "tpch",
        header = "Run the 22 queries of TPC-H as SQL, beside DuckDB and Spark.",
        description = {
            "",
            "Over cached tables and over Parquet files, by turns with DuckDB in one process and with as many threads.",
            "Spark SQL runs where SPARK_HOME names one. Exits with 1 if a target is missed. Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class TpchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "0.1",
            description = "Size of the data: 1 for 6 million items. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--vs",
            paramLabel = "ENGINE",
            split = ",",
            defaultValue = "duckdb",
            description = "duckdb, or duckdb,spark. Default: ${DEFAULT-VALUE}")
    private List<String> engines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (var engine : engines) {
            if (!List.of("duckdb", "spark").contains(engine)) {
                throw new ParameterException(
                        spec.commandLine(), "--vs takes duckdb and spark, and not '" + engine + "'.");
            }
        }
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        var target = module.folder().toAbsolutePath().normalize().getParent();
        var root = target.getParent().getParent();
        return module.run(
                "dev.sparrow.benchmarks.tpch.TpchReport",
                List.of(
                        root.resolve("sql-lite/src/test/resources/tpch").toString(),
                        target.resolve("data").toString(),
                        Double.toString(scale),
                        Boolean.toString(engines.contains("spark"))));
    }
}
