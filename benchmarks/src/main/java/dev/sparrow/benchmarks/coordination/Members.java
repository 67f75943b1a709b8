/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The processes of a service. None of them outlives this one.
final class Members implements AutoCloseable {
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final Path folder;

    /// @param folder where each writes its log
    Members(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-members"));
    }

    /// Ports of the loopback address that are free now.
    static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /// The beginning of a command that starts a JVM as this one.
    static List<String> java(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }

    void start(String member, List<String> command) throws IOException {
        commands.put(member, command);
        start(member);
    }

    /// Starts one again.
    synchronized void start(String member) throws IOException {
        var log = folder.resolve(member + ".log").toFile();
        var builder = new ProcessBuilder(commands.get(member)).redirectErrorStream(true);
        running.put(member, builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start());
    }

    /// Kills one, as a power failure would.
    synchronized void kill(String member) {
        var process = running.remove(member);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::kill);
    }
}
