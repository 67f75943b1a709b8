/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.simulation.NodeId;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A member in a process of its own, which can be killed as a power failure would.
final class MemberProcess implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private final Thread atExit = new Thread(this::kill, "kill-member");
    private Process process;

    /// @param folder where its data and what it prints go
    MemberProcess(NodeId self, MembersConverter.Members members, Path folder, String engine) {
        this.command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.sparrow.cli.Main"));
        command.addAll(List.of("coordination", "serve", "--id", self.name(), "--peers", members.toString()));
        command.addAll(List.of("--data", folder.resolve(self.name()).toString(), "--engine", engine));
        this.log = folder.resolve(self + ".log");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    void start() throws IOException {
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    /// By SIGKILL: nothing of it runs any more when this returns.
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /// Sends a signal, such as `STOP` to let it stand still.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is ending.
        }
    }
}
