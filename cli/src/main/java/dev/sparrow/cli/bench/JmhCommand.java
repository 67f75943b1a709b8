/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs the benchmarks of single parts.
@Command(
        name = "jmh",
        header = "Measure single parts of the engine with JMH.",
        description = {"", "Needs the source checkout."},
        mixinStandardHelpOptions = true)
final class JmhCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "REGEX",
            description = "The benchmarks to run; options of JMH such as -wi 3 may follow. Default: all.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return BenchmarksModule.ofCheckout(spec.commandLine()).run("org.openjdk.jmh.Main", arguments);
    }
}
