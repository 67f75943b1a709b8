/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.event.TaskMetrics.Spill;
import dev.sparrow.lineage.Label;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The counters of one attempt while it runs; confined to the task's thread where they say nothing else.
public final class TaskCounters {
    public long recordsRead;

    /// Those of [#recordsRead] that stood in files.
    public long fileRecordsRead;

    /// As they are on disk. Libraries read on threads of their own.
    public final LongAdder fileBytesRead = new LongAdder();

    public long fileRecordsWritten;
    public long fileBytesWritten;

    /// About as many as the result takes in the heap.
    public long resultBytes;

    public long shuffleRecordsRead;
    public long shuffleRecordsWritten;
    public long shuffleBytesRead;
    public long spilledBytes;
    public long invalidTextBytes;

    /// How many lists it made whose values are on disk, and go with the attempt.
    public int listsOnDisk;

    /// How often such a list was copied into one in memory, since it is to leave the attempt.
    public int listsCopied;

    private final Map<Label, Spill> spills = new LinkedHashMap<>();

    /// Records of a file were read.
    public void readOfFile(long count) {
        recordsRead += count;
        fileRecordsRead += count;
    }

    /// An operator had to put rows on disk for a while.
    public void spilled(Label operator, long rows, long bytes) {
        spilledBytes += bytes;
        spills.merge(
                operator,
                new Spill(operator.toString(), rows, bytes),
                (one, other) -> new Spill(one.operator(), one.rows() + other.rows(), one.bytes() + other.bytes()));
    }

    /// What each operator has put on disk so far.
    public List<Spill> spills() {
        return List.copyOf(spills.values());
    }
}
