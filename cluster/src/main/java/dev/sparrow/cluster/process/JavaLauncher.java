/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.process;

import dev.sparrow.cluster.wire.StartOrder;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts executors on this machine with the JDK, the class path and the start-up cache of this process.
///
/// @param heapBytes of each
/// @param logs a folder for what it prints; null for that of its order
public record JavaLauncher(long heapBytes, Path logs) implements Launcher {
    private static final String MAIN = "dev.sparrow.cluster.executor.ExecutorMain";

    /// What Arrow and Kryo need. The start-up cache is for these flags only.
    private static final List<String> FLAGS =
            List.of(
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xlog:aot*=off");

    private static final List<String> COLLECTOR =
            List.of("-XX:+UseParallelGC", "-XX:GCTimeRatio=14", "-XX:GCTimeLimit=90", "-XX:GCHeapFreeLimit=10");

    /// What this process was started with and executors are, too.
    private static final List<String> INHERITED =
            List.of("-XX:AOTCache=", "-XX:GC", "-Dfile.encoding=", "-Dstdout.encoding=", "-Dstderr.encoding=");

    public JavaLauncher(long heapBytes) {
        this(heapBytes, null);
    }

    @Override
    public Launched launch(StartOrder order) throws IOException {
        Files.createDirectories(Path.of(order.folder()));
        var folder = Files.createDirectories(logs == null ? Path.of(order.folder()) : logs);
        return JavaProcess.start(new ProcessBuilder(command()), order, folder);
    }

    /// Each process is closed by itself.
    @Override
    public void close() {}

    private List<String> command() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(FLAGS);
        command.add("-Xmx" + heapBytes);
        var inherited = runtime.getInputArguments().stream().filter(JavaLauncher::isInherited).toList();
        command.addAll(inherited);
        if (inherited.stream().noneMatch(JavaLauncher::isCollector)) {
            command.addAll(COLLECTOR);
        }
        command.addAll(List.of("-cp", runtime.getClassPath(), MAIN));
        return command;
    }

    private static boolean isCollector(String argument) {
        return argument.startsWith("-XX:+Use") && argument.endsWith("GC");
    }

    private static boolean isInherited(String argument) {
        return isCollector(argument) || INHERITED.stream().anyMatch(argument::startsWith);
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
