/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import org.apache.arrow.memory.util.MemoryUtil;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Memory outside the Java heap that is used again: the system clears pages for whoever asks for new ones, which can
/// take longer than to fill them. Blocks are of few sizes, so that one that was given back fits the next; what a block
/// has beyond what is used is not touched, and takes no pages.
final class MemoryPool {
    /// Smaller blocks come from what the C library keeps by itself.
    private static final long SIZE_MIN = 64 << 10;

    private final long bytesMax;
    private final Map<Long, Deque<Long>> free = new HashMap<>();
    private long bytes;
    private boolean closed;

    /// @param bytesMax that are kept for later
    MemoryPool(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// The size of the block for so many bytes: a power of two, or one with a quarter, a half, or three quarters of it
    /// more.
    static long blockSize(long wanted) {
        if (wanted < SIZE_MIN) {
            return wanted;
        }
        var quarter = Long.highestOneBit(wanted) / 4;
        return (wanted + quarter - 1) / quarter * quarter;
    }

    /// The address of a block.
    long take(long wanted) {
        var size = blockSize(wanted);
        synchronized (this) {
            var known = free.get(size);
            if (known != null && !known.isEmpty()) {
                bytes -= size;
                return known.pop();
            }
        }
        return MemoryUtil.allocateMemory(size);
    }

    /// Gives a block back.
    ///
    /// @param wanted as it was taken for
    void give(long address, long wanted) {
        var size = blockSize(wanted);
        synchronized (this) {
            if (!closed && size >= SIZE_MIN && bytes + size <= bytesMax) {
                free.computeIfAbsent(size, _ -> new ArrayDeque<>()).push(address);
                bytes += size;
                return;
            }
        }
        MemoryUtil.freeMemory(address);
    }

    /// How many bytes are kept for later.
    synchronized long bytes() {
        return bytes;
    }

    /// Gives all blocks back to the system, and keeps none from now on.
    synchronized void close() {
        closed = true;
        free.values().forEach(blocks -> blocks.forEach(MemoryUtil::freeMemory));
        free.clear();
        bytes = 0;
    }
}
