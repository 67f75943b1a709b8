/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cluster;

import dev.sparrow.cluster.ClusterAddress;
import dev.sparrow.cluster.coordinator.Coordinator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Runs the coordinator of a cluster until it is killed.
@Command(
        name = "coordinator",
        header = "Run the coordinator of a cluster, which says where executors run.",
        description = {
            "",
            "Workers and programs call it. Killed and started again, it hears from them what there is; programs go on"
                    + " meanwhile. Without a secret it listens on the loopback address only."
        },
        mixinStandardHelpOptions = true)
public final class CoordinatorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:7077",
            paramLabel = "HOST:PORT",
            description = "Where it listens. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--secret-file",
            defaultValue = "",
            paramLabel = "FILE",
            description = "A secret that all processes of the cluster know; at least 16 bytes.")
    private String secretFile;

    @Override
    public Integer call() throws InterruptedException {
        try (var coordinator = Coordinator.start(ClusterAddress.parse(listen), ClusterAddress.security(secretFile))) {
            var at = coordinator.address();
            var out = spec.commandLine().getOut();
            out.printf("The coordinator listens on sparrow://%s:%d.%n", at.getHostString(), at.getPort());
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
