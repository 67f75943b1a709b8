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

/// Measure what types and columns of files cost.
@Command(
        name = "types",
        header = "Measure what types and columns of files cost, each with a target.",
        description = {"", "Exit code 1: a target was missed.", "Needs the source checkout: it brings DuckDB."},
        mixinStandardHelpOptions = true)
final class TypesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        return module.run(
                "dev.sparrow.benchmarks.types.TypesReport", List.of(module.folder().resolve("types").toString()));
    }
}
