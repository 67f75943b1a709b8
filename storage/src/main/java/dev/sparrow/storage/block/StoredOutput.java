/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A committed map output: the chunks of its blocks, and who holds it.
///
/// The store holds it until it is dropped, readers as long as they have a lease; the last one to let go frees it.
final class StoredOutput {
    private final MapOutput.Id id;
    private final int[] partitions;
    private final List<List<Chunk>> blocks;
    private final Runnable free;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// @param partitions those with elements, ascending
    /// @param blocks the chunks of each of them
    StoredOutput(MapOutput.Id id, int[] partitions, List<List<Chunk>> blocks, Runnable free) {
        this.id = id;
        this.partitions = partitions;
        this.blocks = blocks;
        this.free = free;
    }

    MapOutput.Id id() {
        return id;
    }

    List<Chunk> block(int partition) {
        var index = Arrays.binarySearch(partitions, partition);
        return index < 0 ? List.of() : blocks.get(index);
    }

    /// Keeps it readable until [#release].
    ///
    /// @return false if it is freed already
    boolean lease() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            free.run();
        }
    }
}
