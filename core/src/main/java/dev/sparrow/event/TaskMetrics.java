/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import java.time.Duration;
import java.util.List;

/// The figures of one attempt: its time, records and bytes.
///
/// @param ran from its begin to its end
/// @param times what else took time, and of whom
/// @param recordsRead from files, collections, ranges and caches
/// @param spilledBytes that had no room in memory and went to disk: blocks for other tasks, and what `spills` says
/// @param spills what operators of the task put on disk for a while, to read it again
/// @param bytes what went in and out, and how much memory that took
/// @param files what it read of files and wrote to files, also those of checkpoints
/// @param invalidTextBytes bytes of input text that were not UTF-8 and were replaced by U+FFFD
public record TaskMetrics(
        Duration ran,
        Times times,
        long recordsRead,
        long shuffleRecordsRead,
        long shuffleRecordsWritten,
        long spilledBytes,
        List<Spill> spills,
        Bytes bytes,
        Files files,
        long invalidTextBytes) {

    /// What one operator put on disk; rows that went there several times count each time.
    public record Spill(String operator, long rows, long bytes) {}

    /// Times of an attempt.
    ///
    /// @param queued from its arrival at the executor to its begin
    /// @param cpu of its thread; zero where the JVM does not measure it, all of the time for an attempt of less than
    ///   0.1 ms
    /// @param gc in which collections of the executor fell together with the attempt, whoever caused them
    public record Times(Duration queued, Duration cpu, Duration gc) {
        public static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /// Files of an attempt. Bytes are those on disk, so of packed files the packed ones.
    ///
    /// @param recordsRead such as lines; a part of all records that it read
    /// @param recordsWritten also of an attempt whose output does not count
    public record Files(long recordsRead, long bytesRead, long recordsWritten, long bytesWritten) {
        public static final Files NONE = new Files(0, 0, 0, 0);
    }

    /// Bytes of an attempt. Sizes of objects in the heap are estimates.
    ///
    /// @param shuffleRead blocks of other stages
    /// @param shuffleWritten blocks for other stages
    /// @param result what the driver gets, and has to keep for the program: as it travels if it does, else as objects
    /// @param peakMemory the most that its operators held at once in tables and sorts, which is what Spark calls peak
    ///   execution memory: not what functions hold, nor blocks, cached partitions and results
    public record Bytes(long shuffleRead, long shuffleWritten, long result, long peakMemory) {
        public static final Bytes NONE = new Bytes(0, 0, 0, 0);
    }
}
