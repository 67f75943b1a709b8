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

/// Measure what executors cost that share no object with their driver.
@Command(
        name = "border",
        header = "Measure what executors cost that share no object with their driver.",
        description = {
            "",
            "Runs programs on local-bytes[2] and on local[2] by turns and prints the ratios with their targets. Exits",
            "with 1 if one is missed. Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class BorderCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Size of the data, up to 1. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        var target = module.folder().toAbsolutePath().normalize().getParent();
        var root = target.getParent().getParent();
        return module.run(
                "dev.sparrow.benchmarks.sparrow.BorderCost",
                List.of(
                        target.resolve("data").toString(),
                        root.resolve("examples/data/opticks.txt").toString(),
                        Double.toString(scale)));
    }
}
