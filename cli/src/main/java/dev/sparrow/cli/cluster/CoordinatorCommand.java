/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cluster;

import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.cli.cell.MembersConverter;
import dev.sparrow.cluster.ClusterAddress;
import dev.sparrow.cluster.coordinator.Coordinator;
import dev.sparrow.cluster.coordinator.ElectedCoordinator;
import dev.sparrow.simulation.NodeId;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Runs the coordinator of a cluster until it is killed.
@Command(
        name = "coordinator",
        header = "Run the coordinator of a cluster, which says where executors run.",
        description = {
            "",
            "Workers and programs call it. Killed and started again, it hears from them what there is; programs go on"
                    + " meanwhile. Without a secret it listens on the loopback address only.",
            "",
            "Of several with the same --peers one leads, and another one when that is gone. They agree by Raft, or Paxos, and"
                    + " need a majority. Name all of their --listen addresses to workers and programs:"
                    + " sparrow://one:7077,two:7077,three:7077."
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

    @ArgGroup(exclusive = false, heading = "One of several:%n")
    private Peers peers;

    /// What a coordinator among several is told.
    private static final class Peers {
        @Option(names = "--id", required = true, paramLabel = "NAME", description = "Which of the peers this is.")
        private String id;

        @Option(
                names = "--peers",
                required = true,
                paramLabel = "a=HOST:PORT,…",
                converter = MembersConverter.class,
                description = "All coordinators, and where they listen for each other.")
        private MembersConverter.Members members;

        @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of this one alone.")
        private Path data;

        @Option(
                names = "--consensus",
                defaultValue = "raft",
                paramLabel = "ENGINE",
                description = "raft or paxos, the same for all. Default: ${DEFAULT-VALUE}.")
        private LogEngine engine;
    }

    @Override
    public Integer call() throws InterruptedException {
        return peers == null ? alone() : amongPeers();
    }

    private int amongPeers() throws InterruptedException {
        var security = ClusterAddress.security(secretFile);
        var cell =
                new CellSettings(
                        new NodeId(peers.id), peers.members.addresses(), peers.data, peers.engine, security, false);
        try (var _ = ElectedCoordinator.start(cell, ClusterAddress.parse(listen), security, this::tell)) {
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private void tell(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int alone() throws InterruptedException {
        try (var coordinator = Coordinator.start(ClusterAddress.parse(listen), ClusterAddress.security(secretFile))) {
            var at = coordinator.address();
            tell("The coordinator listens on sparrow://%s:%d.".formatted(at.getHostString(), at.getPort()));
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
