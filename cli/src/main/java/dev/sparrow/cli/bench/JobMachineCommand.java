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

/// Measure how many tasks the scheduler decides about in a second.
@Command(
        name = "machine",
        header = "Measure how many tasks the scheduler decides about in a second.",
        description = {
            "",
            "Feeds the job machine with up to 10,000 executors and 1,000,000 tasks that would each rather run on some of",
            "them, in two pools, with speculation, one report a step; and prints the decisions in a second of one core,",
            "and the memory. Exits with 1 if a target is missed. Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class JobMachineCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine()).run("dev.sparrow.benchmarks.JobMachineRate", List.of());
    }
}
