/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cluster;

import dev.sparrow.cluster.ClusterAddress;
import dev.sparrow.cluster.worker.Worker;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Runs the worker of a host until it is killed.
@Command(
        name = "worker",
        header = "Run the worker of a host, which starts executors there.",
        description = {
            "",
            "One for each host. What executors print is in its folder. Executors end when it ends, and go on while the"
                    + " coordinator is away. Without a secret all are on one machine."
        },
        mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1",
            paramLabel = "sparrow://HOST:PORT[,HOST:PORT]",
            description = "The coordinator, or those of which one leads.")
    private String coordinator;

    @Option(names = "--cores", paramLabel = "N", description = "What it offers. Default: all of the machine.")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--memory",
            defaultValue = "1g",
            paramLabel = "SIZE",
            description = "The heaps of all its executors together, such as 8g. Default: ${DEFAULT-VALUE}.")
    private String memory;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "HOST",
            description = "The address of this host for others. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--folder",
            defaultValue = "sparrow-work",
            paramLabel = "DIR",
            description = "For what executors print and write. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(
            names = "--secret-file",
            defaultValue = "",
            paramLabel = "FILE",
            description = "A secret that all processes of the cluster know; at least 16 bytes.")
    private String secretFile;

    @Override
    public Integer call() throws InterruptedException {
        var bytes =
                Settings.resolve(Map.of(), Map.of(Keys.EXECUTOR_MEMORY.name(), memory), Map.of())
                        .get(Keys.EXECUTOR_MEMORY);
        var name = host + "-" + ProcessHandle.current().pid();
        var settings = new Worker.Settings(name, host, cores, bytes, folder.toAbsolutePath());
        try (var _ = Worker.start(settings, ClusterAddress.places(coordinator), ClusterAddress.security(secretFile))) {
            var out = spec.commandLine().getOut();
            out.printf(
                    "Worker %s offers %d cores and %s of memory to %s; its folder is %s.%n",
                    name, cores, memory, coordinator, folder.toAbsolutePath());
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
