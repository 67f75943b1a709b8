/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.config.Keys;
import dev.sparrow.config.LaunchSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// Compares Sparrow with what a user would otherwise take, and groups the other measuring commands.
@Command(
        name = "bench",
        header = "Compare Sparrow with Spark, DuckDB, streams and loops on this machine.",
        description = {
            "",
            "Needs the source checkout. Each engine and row runs in a JVM of its own; their answers are compared.",
            "A whole run takes about half an hour: try --scale 0.1 or a few --workloads first."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            LatencyCommand.class,
            ShellBenchCommand.class,
            FirstJobCommand.class,
            FirstQueryCommand.class,
            OutOfCoreCommand.class,
            OutOfCoreJobCommand.class,
            RecoveryCommand.class,
            CacheCommand.class,
            JobMachineCommand.class,
            TypesCommand.class,
            TablesCommand.class,
            BorderCommand.class,
            MapReduceCommand.class,
            CoordinationBenchCommand.class,
            TpchCommand.class,
            ClickBenchCommand.class,
            JmhCommand.class
        })
public final class BenchCommand implements Callable<Integer> {
    static final String MAIN = "dev.sparrow.benchmarks.Main";

    @Spec private CommandSpec spec;

    @Mixin private BenchOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LaunchOptions.of(spec).apply(spec.commandLine());
        if (LaunchSettings.ofThisProcess().commandLine().getOrDefault(Keys.MASTER.name(), "").startsWith("spark:")) {
            options.addEngine("on-spark");
        }
        return BenchmarksModule.ofCheckout(spec.commandLine()).run(MAIN, options.arguments());
    }
}
