/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.TaskMetrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The figures of a stage over all its tasks.
final class StageFigures {
    /// Of so many tasks the times are kept; of more, every second one, and so on.
    private static final int TIMES_MAX = 4_096;

    private long[] times = new long[16];
    private int count;
    private int every = 1;
    private int tasks;
    private int runs;
    private long workNanos;
    private long longestNanos;
    private long gcNanos;
    private long recordsIn;
    private long bytesIn;
    private long recordsOut;
    private long bytesOut;
    private Duration took = Duration.ZERO;
    private final Map<String, Long> spilled = new TreeMap<>();
    private long spilledBytes;

    void begin() {
        runs++;
    }

    void end(Duration time) {
        took = took.plus(time);
    }

    void add(TaskMetrics task) {
        var nanos = task.ran().toNanos();
        workNanos += nanos;
        longestNanos = Math.max(longestNanos, nanos);
        gcNanos += task.times().gc().toNanos();
        recordsIn += task.recordsRead() + task.shuffleRecordsRead();
        bytesIn += task.files().bytesRead() + task.bytes().shuffleRead();
        recordsOut += task.shuffleRecordsWritten() + task.files().recordsWritten();
        bytesOut += task.bytes().shuffleWritten() + task.files().bytesWritten() + task.bytes().result();
        spilledBytes += task.spilledBytes();
        task.spills().forEach(spill -> spilled.merge(spill.operator(), spill.bytes(), Long::sum));
        keep(nanos);
        tasks++;
    }

    private void keep(long nanos) {
        if (tasks % every != 0) {
            return;
        }
        if (count == TIMES_MAX) {
            for (var i = 0; i < TIMES_MAX / 2; i++) {
                times[i] = times[2 * i];
            }
            count /= 2;
            every *= 2;
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = nanos;
    }

    boolean hasRun() {
        return runs > 0;
    }

    int tasks() {
        return tasks;
    }

    int runs() {
        return runs;
    }

    long workNanos() {
        return workNanos;
    }

    long gcNanos() {
        return gcNanos;
    }

    Duration took() {
        return took;
    }

    long recordsIn() {
        return recordsIn;
    }

    long bytesIn() {
        return bytesIn;
    }

    long recordsOut() {
        return recordsOut;
    }

    /// Blocks and files that were written, and results.
    long bytesOut() {
        return bytesOut;
    }

    long spilledBytes() {
        return spilledBytes;
    }

    /// By operators.
    Map<String, Long> spilled() {
        return spilled;
    }

    /// How many times the median the longest task ran.
    double skew() {
        var sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return count == 0 || sorted[(count - 1) / 2] == 0 ? 1 : (double) longestNanos / sorted[(count - 1) / 2];
    }
}
