/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;

/// Arrow's root allocator. In a class of its own, so that nothing of Arrow is loaded with [ArrowMemory].
final class ArrowRoot {
    /// What is kept for later: as much as the blocks of small jobs, and no large part of the whole.
    private static final long POOL_MAX = 64 << 20;

    private static final long POOL_PART = 8;

    private final RootAllocator allocator;
    private final MemoryPool pool;

    ArrowRoot(long bytesMax) {
        // Arrow would round up to powers of two.
        allocator = new RootAllocator(AllocationListener.NOOP, bytesMax, bytes -> bytes);
        pool = new MemoryPool(Math.min(POOL_MAX, bytesMax / POOL_PART));
    }

    /// @throws OutOfMemoryError beyond the limit, as when the machine has no more
    ArrowBuf allocate(long bytes) {
        if (bytes == 0) {
            return allocator.getEmpty();
        }
        var address = pool.take(bytes);
        try {
            return allocator.wrapForeignAllocation(new Pooled(bytes, address));
        } catch (OutOfMemoryException e) {
            pool.give(address, bytes);
            throw (Error) new OutOfMemoryError(e.getMessage()).initCause(e);
        }
    }

    private final class Pooled extends ForeignAllocation {
        private final long address;

        Pooled(long bytes, long address) {
            super(bytes, address);
            this.address = address;
        }

        @Override
        protected void release0() {
            pool.give(address, getSize());
        }
    }

    long allocated() {
        return allocator.getAllocatedMemory();
    }

    void close() {
        allocator.close();
        pool.close();
    }
}
