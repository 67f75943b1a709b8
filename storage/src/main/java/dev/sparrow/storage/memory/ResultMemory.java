/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

/// What the result of one task takes of the heap, from its first element until the driver has handed it to the program.
///
/// A result cannot go to disk, so it takes what it needs, and cached partitions give way to it. It is refused only
/// where the heap is really full: sizes of objects are estimates, and objects may be shared. Closed by the owner of the
/// result then.
public final class ResultMemory implements AutoCloseable {
    private final MemoryBudget budget;
    private final Reservation reserved;

    ResultMemory(MemoryBudget budget) {
        this.budget = budget;
        this.reserved = budget.reserve();
    }

    /// The result has grown.
    ///
    /// @return whether it got all that it takes now
    public boolean grow(long moreBytes) {
        budget.accountResult(moreBytes);
        reserved.resize(reserved.bytes() + moreBytes, reserved.bytes() + moreBytes);
        budget.makeRoom();
        return budget.resultsFit();
    }

    /// About as many bytes as it takes.
    public long bytes() {
        return reserved.bytes();
    }

    /// Gives everything back. Closing it again does nothing.
    @Override
    public void close() {
        budget.accountResult(-reserved.bytes());
        reserved.close();
    }
}
