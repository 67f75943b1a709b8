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
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Processes of executors that outlive their application: the next one that is asked for gets one of them. What an
/// executor is, with its blocks, classes, threads and connections, is made anew for each; only the JVM is the same. So
/// hundreds of contexts can be tested without starting hundreds of JVMs.
final class KeptProcesses implements Launcher {
    private static final String MAIN = "dev.sparrow.cluster.executor.ExecutorMain";

    private final ArrayDeque<Process> idle = new ArrayDeque<>();
    private final List<Process> all = new ArrayList<>();

    /// Of the executors that work, by their names without epochs.
    private final Map<String, Process> working = new HashMap<>();

    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// Executors that are asked for from now on wait until this is run.
    Runnable hold() {
        gate = new CountDownLatch(1);
        return gate::countDown;
    }

    /// Kills the process of an executor, as `kill -9` does.
    synchronized void kill(String executor) {
        working.get(executor).destroyForcibly();
    }

    @Override
    public Launched launch(StartOrder order) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var process = take();
        try {
            process.getOutputStream().write(order.kept().toBytes());
            process.getOutputStream().flush();
        } catch (IOException _) {
            process.destroyForcibly(); // it was being killed
            return launch(order);
        }
        synchronized (this) {
            working.put(order.executor().value(), process);
        }
        return new Use(process);
    }

    private synchronized Process take() throws IOException {
        while (!idle.isEmpty()) {
            var process = idle.poll();
            if (process.isAlive()) {
                return process;
            }
        }
        var process = start();
        all.add(process);
        return process;
    }

    private final class Use implements Launched {
        private final Process process;

        private Use(Process process) {
            this.process = process;
        }

        @Override
        public CompletableFuture<Void> ended() {
            return process.onExit().thenAccept(_ -> {});
        }

        @Override
        public String lastWords() {
            return "process " + process.pid() + (process.isAlive() ? " is there" : " ended");
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        /// Its connection ends with the application's, or has ended.
        @Override
        public void close() {
            synchronized (KeptProcesses.this) {
                idle.add(process);
            }
        }
    }

    private static Process start() throws IOException {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        runtime.getInputArguments().stream().filter(argument -> argument.startsWith("--")).forEach(command::add);
        var logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-XX:TieredStopAtLevel=1",
                        "-ea",
                        "-cp",
                        runtime.getClassPath(),
                        MAIN));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().start(() -> print(process));
        return process;
    }

    private static void print(Process process) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> System.out.println("[" + process.pid() + "] " + line));
        } catch (IOException | UncheckedIOException _) {
            // It has ended.
        }
    }

    /// They are for the next one.
    @Override
    public void close() {}

    synchronized void end() {
        all.forEach(Process::destroyForcibly);
    }
}
