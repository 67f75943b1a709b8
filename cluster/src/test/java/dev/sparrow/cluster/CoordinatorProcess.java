/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.cluster.coordinator.ElectedCoordinator;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A coordinator among several in a process of its own, which can be killed.
final class CoordinatorProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private CoordinatorProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param members all, by their names
    /// @param listen where this one listens while it leads
    static CoordinatorProcess start(
            String id,
            Map<String, InetSocketAddress> members,
            InetSocketAddress listen,
            LogEngine engine,
            String secret,
            Path folder)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .filter(flag -> !flag.startsWith("-Xm"))
                .forEach(command::add);
        command.add("-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CoordinatorProcess.class.getName()));
        command.addAll(List.of(id, String.valueOf(listen.getPort()), engine.name(), secret, folder.toString()));
        members.forEach((name, at) -> command.addAll(List.of(name, String.valueOf(at.getPort()))));
        var output = Files.createDirectories(folder).resolve("output");
        return new CoordinatorProcess(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    static void main(String[] args) throws InterruptedException {
        var members = new HashMap<NodeId, InetSocketAddress>();
        for (var i = 5; i < args.length; i += 2) {
            members.put(
                    new NodeId(args[i]),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[i + 1])));
        }
        var security = Security.secret(args[3]);
        var engine = LogEngine.valueOf(args[2]);
        var cell = new CellSettings(new NodeId(args[0]), members, Path.of(args[4], "cell"), engine, security, false);
        var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        try (var _ = ElectedCoordinator.start(cell, listen, security, IO::println)) {
            new CountDownLatch(1).await();
        }
    }

    /// What it has printed.
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether it leads, as it says last.
    boolean leads() {
        var lines = output().lines().filter(line -> line.startsWith("Coordinator ")).toList();
        return !lines.isEmpty() && lines.getLast().contains(" leads, ");
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
