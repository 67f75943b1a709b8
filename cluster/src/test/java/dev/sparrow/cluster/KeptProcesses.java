/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.cluster.wire.StartOrder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Processes of executors that outlive their application: the next one that is asked for gets one of them. What an
/// executor is, with its blocks, classes, threads and connections, is made anew for each; only the JVM is the same. So
/// hundreds of contexts can be tested without starting hundreds of JVMs.
final class KeptProcesses implements Launcher, AutoCloseable {
    private static final String MAIN = "dev.sparrow.cluster.executor.ExecutorMain";

    private final ArrayDeque<Kept> idle = new ArrayDeque<>();
    private final List<Kept> all = new ArrayList<>();

    private static final class Kept {
        private final Process process;

        private Kept(Process process) {
            this.process = process;
        }

        private void order(StartOrder order) throws IOException {
            var kept =
                    new StartOrder(
                            order.executor(),
                            order.driverPort(),
                            order.secret(),
                            order.executors(),
                            order.folder(),
                            order.settings(),
                            false);
            process.getOutputStream().write(kept.toBytes());
            process.getOutputStream().flush();
        }
    }

    @Override
    public synchronized Launched launch(StartOrder order) throws IOException {
        var kept = idle.poll();
        while (kept != null && !kept.process.isAlive()) {
            kept = idle.poll();
        }
        if (kept == null) {
            kept = new Kept(start());
            all.add(kept);
        }
        kept.order(order);
        return new Use(kept);
    }

    private final class Use implements Launched {
        private final Kept kept;

        private Use(Kept kept) {
            this.kept = kept;
        }

        @Override
        public CompletableFuture<Void> ended() {
            return kept.process.onExit().thenAccept(_ -> {});
        }

        @Override
        public String lastWords() {
            return "process " + kept.process.pid() + (kept.process.isAlive() ? " is there" : " ended");
        }

        @Override
        public void kill() {
            kept.process.destroyForcibly();
        }

        /// Its connection ends with the application's, or has ended.
        @Override
        public void close() {
            synchronized (KeptProcesses.this) {
                idle.add(kept);
            }
        }
    }

    private static Process start() throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(
                List.of("-Xmx512m", "-XX:+UseParallelGC", "-ea", "-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
        command.add(MAIN);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().start(() -> print(process));
        return process;
    }

    private static void print(Process process) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> System.out.println("[" + process.pid() + "] " + line));
        } catch (IOException | java.io.UncheckedIOException _) {
            // It has ended.
        }
    }

    @Override
    public synchronized void close() {
        all.forEach(kept -> kept.process.destroyForcibly());
    }
}
