/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

/// The memory that one task may hold in tables and sorts, a [MemoryShare] for each of its operators. Used by the task's
/// own thread. The thread that runs the task closes it in any case; then nothing is held.
public final class MemoryGrant implements AutoCloseable {
    private final MemoryBudget budget;

    /// Guarded by the budget.
    private long bytes;

    private long peakBytes;

    MemoryGrant(MemoryBudget budget) {
        this.budget = budget;
    }

    /// A grant that refuses nothing.
    public static MemoryGrant unlimited() {
        return new MemoryBudget(new MemoryLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)).grant();
    }

    /// A share for one operator.
    public MemoryShare share() {
        return new MemoryShare(this);
    }

    /// The memory for what the task gives back to the driver.
    public ResultMemory result() {
        return budget.result();
    }

    long bytes() {
        return bytes;
    }

    void add(long more) {
        bytes += more;
        peakBytes = Math.max(peakBytes, bytes);
    }

    /// The most that it was at once, for the thread of the task.
    public long peakBytes() {
        return peakBytes;
    }

    MemoryBudget budget() {
        return budget;
    }

    /// Gives everything back, whatever shares still hold.
    @Override
    public void close() {
        budget.end(this);
    }
}
