/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.cli.launch.LaunchOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Runs the same work with little and with enough memory.
@Command(
        name = "outofcore",
        header = "Compare work on data larger than memory with the same work in memory.",
        mixinStandardHelpOptions = true)
final class OutOfCoreCommand implements Callable<Integer> {
    private static final long PARTITION_BYTES = 64 << 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--size",
            defaultValue = "4096",
            paramLabel = "MIB",
            description = "How much data each job works on. Default: ${DEFAULT-VALUE}.")
    private long sizeMib;

    @Option(
            names = "--heap",
            defaultValue = "256",
            paramLabel = "MIB",
            description = "The little heap; as much is used outside. Default: ${DEFAULT-VALUE}.")
    private long heapMib;

    @Option(
            names = "--ample",
            defaultValue = "12288",
            paramLabel = "MIB",
            description = "The heap that is enough; 0 to leave this out. Default: ${DEFAULT-VALUE}.")
    private long ampleMib;

    @Option(
            names = "--jobs",
            split = ",",
            paramLabel = "JOB",
            description = "Which of ${COMPLETION-CANDIDATES}. Default: all.")
    private List<OutOfCoreJob> jobs = List.of(OutOfCoreJob.values());

    /// What a JVM printed.
    private record Cell(long millis, long spilledBytes, long answer) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LaunchOptions.of(spec).apply(spec.commandLine());
        var out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%d MiB of data, heap of %d MiB against %d MiB%n", sizeMib, heapMib, ampleMib);
        out.printf(Locale.ROOT, "%-14s %10s %14s %10s %8s%n", "job", "little ms", "spilled MiB", "ample ms", "ratio");
        var differing = 0;
        for (var job : jobs) {
            var little = run(job, heapMib);
            out.printf(Locale.ROOT, "%-14s %10d %14d", job, little.millis(), little.spilledBytes() >> 20);
            if (ampleMib > 0) {
                var ample = run(job, ampleMib);
                out.printf(Locale.ROOT, " %10d %8.2f", ample.millis(), (double) little.millis() / ample.millis());
                if (ample.answer() != little.answer()) {
                    out.printf(Locale.ROOT, "  the answers differ: %d, %d", little.answer(), ample.answer());
                    differing++;
                }
            }
            out.printf(Locale.ROOT, "%n");
            out.flush();
        }
        return differing;
    }

    private Cell run(OutOfCoreJob job, long heap) throws IOException, InterruptedException {
        var command = new ArrayList<>(FreshJvm.javaWithFlags());
        command.removeIf(argument -> argument.startsWith("-Xmx") || argument.startsWith("-Dsparrow.memory"));
        command.add("-Xmx" + heap + "m");
        // Whatever the machine has: as much outside the heap as the heap, at most.
        command.add("-Dsparrow.memory.bytes=" + (heap + heap / 2) + "m");
        var main = spec.root().userObject().getClass().getName();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main, "bench", "outofcore-job"));
        var partitions = Math.max(2, (sizeMib << 20) / PARTITION_BYTES);
        command.addAll(List.of(job.name(), Long.toString(sizeMib << 20), Long.toString(partitions)));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var out = process.inputReader()) {
            var line = out.readLine();
            if (process.waitFor() != 0 || line == null) {
                throw new IllegalStateException(job + " failed with a heap of " + heap + " MiB, see above.");
            }
            var words = line.split(" ", 3);
            return new Cell(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
    }
}
