/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/// Measure backup tasks, and a sort as a MapReduce job.
@Command(
        name = "mapreduce",
        header = "Measure backup tasks, and a sort as a MapReduce job beside sortByKey.",
        description = {
            "",
            "Prints each value with its target and exits with 1 if one is missed. Needs the source checkout, and disk for",
            "three times the sorted data."
        },
        mixinStandardHelpOptions = true)
final class MapReduceCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Size of the sorted data; 1 is 2 GB. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only rows whose names contain this.")
    private String only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        var target = module.folder().toAbsolutePath().normalize().getParent();
        return module.run(
                "dev.sparrow.benchmarks.sparrow.MapReduceCost",
                List.of(target.resolve("data").toString(), Double.toString(scale), only));
    }
}
