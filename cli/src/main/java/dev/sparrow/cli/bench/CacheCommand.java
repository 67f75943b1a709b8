/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/// Compare the memory of kept words with that of Spark.
@Command(
        name = "cache",
        header = "Compare the memory of kept words with that of Spark.",
        description = {"", "Needs the source checkout: it brings Spark."},
        mixinStandardHelpOptions = true)
final class CacheCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine()).run("dev.sparrow.benchmarks.CacheSize", List.of());
    }
}
