/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import java.io.IOException;
import java.util.Arrays;

/// A meter of the processor time that other processes take. A busy machine spoils figures, and the reader should know.
final class OtherProcesses {
    /// `/proc/stat` counts in hundredths of a second.
    private static final double SECONDS_PER_TICK = 0.01;

    private final long startedNanos = System.nanoTime();
    private final double busyBefore = busySeconds();

    private OtherProcesses() throws IOException {}

    static OtherProcesses watch() throws IOException {
        return new OtherProcesses();
    }

    double cores() throws IOException {
        var elapsed = (System.nanoTime() - startedNanos) / 1e9;
        return Math.max(0, busySeconds() - busyBefore) / elapsed;
    }

    /// Of all processors together, without this process and without waiting: user, nice, system, interrupts, and what a
    /// host took.
    private static double busySeconds() throws IOException {
        var all = ProcFile.lines("stat").findFirst();
        if (all.isEmpty()) {
            return Double.NaN;
        }
        var fields = Arrays.stream(all.get().split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
        var ticks = fields[0] + fields[1] + fields[2] + fields[5] + fields[6] + fields[7];
        var mine = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        return ticks * SECONDS_PER_TICK - mine.toNanos() / 1e9;
    }
}
