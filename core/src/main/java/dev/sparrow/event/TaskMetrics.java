/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import java.time.Duration;
import java.util.List;

/// The figures of one attempt: its time, records and bytes.
///
/// @param spilledBytes that had no room in memory and went to disk: blocks for other tasks, and what `spills` says
/// @param spills what operators of the task put on disk for a while, to read it again
/// @param invalidTextBytes bytes of input text that were not UTF-8 and were replaced by U+FFFD
public record TaskMetrics(
        Duration ran,
        long recordsRead,
        long shuffleRecordsRead,
        long shuffleRecordsWritten,
        long spilledBytes,
        List<Spill> spills,
        long invalidTextBytes) {

    /// What one operator put on disk; rows that went there several times count each time.
    public record Spill(String operator, long rows, long bytes) {}
}
