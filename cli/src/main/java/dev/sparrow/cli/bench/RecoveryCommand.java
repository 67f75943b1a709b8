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

/// Measure what a lost partition costs an iterating job.
@Command(
        name = "recovery",
        header = "Measure what a lost partition costs an iterating job.",
        description = {
            "",
            "Deletes one of eight cached partitions before the sixth iteration of k-means. Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class RecoveryCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine())
                .run("dev.sparrow.benchmarks.sparrow.Recovery", List.of());
    }
}
