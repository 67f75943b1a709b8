/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

/// The part of a [MemoryBudget] that the blocks of one owner take: it is in use already, so it is never refused.
public final class Reservation implements AutoCloseable {
    private final MemoryBudget budget;
    private long bytes;
    private long heapBytes;

    Reservation(MemoryBudget budget) {
        this.budget = budget;
    }

    public long bytes() {
        return bytes;
    }

    /// Says what they take now.
    ///
    /// @param newHeapBytes of the bytes, those on the Java heap
    public void resize(long newBytes, long newHeapBytes) {
        budget.account(newBytes - bytes, newHeapBytes - heapBytes);
        bytes = newBytes;
        heapBytes = newHeapBytes;
    }

    /// Gives everything back. Closing it again does nothing.
    @Override
    public void close() {
        resize(0, 0);
    }
}
