/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

/// What one attempt counts while it runs; confined to the task's thread.
public final class TaskCounters {
    public long recordsRead;
    public long shuffleRecordsRead;
    public long shuffleRecordsWritten;
    public long spilledBytes;
    public long invalidTextBytes;
}
