/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import java.util.Arrays;
import java.util.List;

/// A committed map output: the chunks of its blocks.
final class StoredOutput extends Leased implements BlockSource {
    private final MapOutput.Id id;
    private final int[] partitions;
    private final List<List<Chunk>> blocks;

    /// @param partitions those with elements, ascending
    /// @param blocks the chunks of each of them
    StoredOutput(MapOutput.Id id, int[] partitions, List<List<Chunk>> blocks, Runnable free) {
        super(free);
        this.id = id;
        this.partitions = partitions;
        this.blocks = blocks;
    }

    @Override
    public MapOutput.Id id() {
        return id;
    }

    List<Chunk> block(int partition) {
        var index = Arrays.binarySearch(partitions, partition);
        return index < 0 ? List.of() : blocks.get(index);
    }
}
