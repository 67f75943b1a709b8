/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.TaskMetrics;

import java.time.Duration;
import java.util.function.ToLongFunction;

/// A number of an attempt, by the name that it has in logs, and what it counts.
public enum Figure {
    RAN("ran", "run time", Unit.MICROS, task -> micros(task.ran())),
    QUEUED("queued", "waited for a thread", Unit.MICROS, task -> micros(task.times().queued())),
    CPU("cpu", "processor time", Unit.MICROS, task -> micros(task.times().cpu())),
    GC("gc", "garbage collection", Unit.MICROS, task -> micros(task.times().gc())),
    RECORDS_READ("read", "records read", Unit.COUNT, TaskMetrics::recordsRead),
    SHUFFLE_RECORDS_READ("blocksIn", "records of other stages", Unit.COUNT, TaskMetrics::shuffleRecordsRead),
    SHUFFLE_RECORDS_WRITTEN("blocksOut", "records for other stages", Unit.COUNT, TaskMetrics::shuffleRecordsWritten),
    SPILLED_BYTES("spilled", "went to disk for want of memory", Unit.BYTES, TaskMetrics::spilledBytes),
    SHUFFLE_BYTES_READ("bytesIn", "bytes of other stages", Unit.BYTES, task -> task.bytes().shuffleRead()),
    SHUFFLE_BYTES_WRITTEN("bytesOut", "bytes for other stages", Unit.BYTES, task -> task.bytes().shuffleWritten()),
    RESULT_BYTES("result", "result", Unit.BYTES, task -> task.bytes().result()),
    PEAK_BYTES("peak", "memory of tables and sorts", Unit.BYTES, task -> task.bytes().peakMemory()),
    FILE_RECORDS_READ("fileRead", "records of files", Unit.COUNT, task -> task.files().recordsRead()),
    FILE_BYTES_READ("fileBytesIn", "bytes of files", Unit.BYTES, task -> task.files().bytesRead()),
    FILE_RECORDS_WRITTEN("fileWritten", "records to files", Unit.COUNT, task -> task.files().recordsWritten()),
    FILE_BYTES_WRITTEN("fileBytesOut", "bytes to files", Unit.BYTES, task -> task.files().bytesWritten()),
    INVALID_BYTES("invalid", "bytes that are no text", Unit.BYTES, TaskMetrics::invalidTextBytes);

    /// What a figure counts.
    public enum Unit {
        MICROS,
        COUNT,
        BYTES
    }

    private final String key;
    private final String words;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final ToLongFunction<TaskMetrics> value;

    Figure(String key, String words, Unit unit, ToLongFunction<TaskMetrics> value) {
        this.key = key;
        this.words = words;
        this.unit = unit;
        this.value = value;
    }

    /// Its name in logs.
    public String key() {
        return key;
    }

    /// What people call it.
    public String words() {
        return words;
    }

    public Unit unit() {
        return unit;
    }

    public long of(TaskMetrics task) {
        return value.applyAsLong(task);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }
}
