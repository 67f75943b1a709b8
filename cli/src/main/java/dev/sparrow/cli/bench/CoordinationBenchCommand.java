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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Measure the replicated log beside etcd, and the lock service beside ZooKeeper.
@Command(
        name = "coordination",
        header = "Measure the replicated log beside etcd, and locks beside ZooKeeper.",
        description = {
            "",
            "Starts three members of each on the loopback address, one service after another, with folders on the disk,",
            "and prints commits a second, latencies and fail-over with their targets, beside the cost of one fsync.",
            "etcd takes part if it is installed. Exits with 1 if a target is missed. Needs the source checkout."
        },
        mixinStandardHelpOptions = true)
final class CoordinationBenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each is measured, after half as long to warm up. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the members have their folders. Default: in the checkout.")
    private Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var module = BenchmarksModule.ofCheckout(spec.commandLine());
        var target = module.folder().toAbsolutePath().normalize().getParent();
        var where = data == null ? target.resolve("data") : data;
        return module.run(
                "dev.sparrow.benchmarks.coordination.CoordinationBench",
                List.of(where.toString(), Integer.toString(seconds)));
    }
}
