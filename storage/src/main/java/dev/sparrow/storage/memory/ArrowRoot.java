/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;

/// Arrow's root allocator. In a class of its own, so that nothing of Arrow is loaded with [ArrowMemory].
final class ArrowRoot {
    private final RootAllocator allocator;

    ArrowRoot(long bytesMax) {
        // Arrow would round up to powers of two.
        allocator = new RootAllocator(AllocationListener.NOOP, bytesMax, bytes -> bytes);
    }

    ArrowBuf allocate(long bytes) {
        return allocator.buffer(bytes);
    }

    long allocated() {
        return allocator.getAllocatedMemory();
    }

    void close() {
        allocator.close();
    }
}
