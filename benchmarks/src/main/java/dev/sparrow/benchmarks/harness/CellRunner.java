/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Measures cells, each in a JVM of its own.
///
/// @param heapBytes the greatest heap of that JVM, the same for all engines
/// @param work the folder where it runs
public record CellRunner(ClassPaths classPaths, long heapBytes, Path work) {
    /// Beyond the budget of the runs: starting, preparing, and the run that exceeds the budget.
    private static final Duration GRACE = Duration.ofMinutes(5);

    /// Of what an engine prints as it dies; Spark prints a page on one line.
    private static final int REASON_LENGTH = 200;

    private static final List<String> FLAGS =
            List.of(
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    /// What Spark 4.2 asks for in `JavaModuleOptions`, as far as RDDs and DataFrames need it.
    private static final List<String> SPARK_FLAGS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
                    "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
                    "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    public CellResult measure(Rival rival, CellTask task) throws IOException, InterruptedException {
        var whyNot = rival.whyNot(task.workload());
        return whyNot.isPresent() ? new CellResult.Skipped(whyNot.get()) : run(rival, task);
    }

    private CellResult run(Rival rival, CellTask task) throws IOException, InterruptedException {
        var result = Path.of(task.resultFile());
        Files.deleteIfExists(result);
        var log = log(rival, task.workload());
        var process =
                new ProcessBuilder(command(rival, rival.mainClass(), task.arguments()))
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            var limit = task.schedule().budget().plus(GRACE);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new CellResult.Failed("not ready after " + limit.toSeconds() + " s, ended");
            }
        } finally {
            process.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
        }
        return process.exitValue() == 0 && Files.exists(result)
                ? new CellResult.Measured(MeasurementFile.read(result))
                : new CellResult.Failed("exit code " + process.exitValue() + ": " + reason(log) + " (" + log + ")");
    }

    /// Whatever the engine printed.
    private Path log(Rival rival, Workload workload) {
        return work.resolve(rival.id() + "-" + workload.name().toLowerCase(Locale.ROOT) + ".log");
    }

    /// Runs a class in a JVM that sees what an engine sees.
    public List<String> command(Rival rival, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapBytes);
        command.addAll(FLAGS);
        command.addAll(flags(rival));
        command.addAll(List.of("-cp", classPaths.of(rival), mainClass));
        command.addAll(arguments);
        return command;
    }

    private List<String> flags(Rival rival) {
        return switch (rival) {
            case SPARK, DATAFRAMES -> SPARK_FLAGS;
            // The caller works too.
            case STREAMS -> List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");
            case SPARROW, ON_SPARK -> {
                var flags = new ArrayList<>(collector());
                flags.add("-Dlogback.configurationFile=" + classPaths.image().resolve("conf/logback.xml"));
                yield flags;
            }
            case DUCKDB, HAND -> List.of();
        };
    }

    /// What `bin/sparrow`, which started this JVM, says about collectors.
    private static List<String> collector() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:") && argument.contains("GC"))
                .toList();
    }

    private static String reason(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("Exception in thread") || line.contains("Error: "))
                .map(line -> line.length() > REASON_LENGTH ? line.substring(0, REASON_LENGTH) + " ..." : line)
                .findFirst()
                .orElse("it printed no reason");
    }
}
