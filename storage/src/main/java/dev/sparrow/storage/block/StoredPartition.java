/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;

import java.util.List;

/// A cached partition of a persisted dataset: its chunks in order.
final class StoredPartition extends Leased {
    private final AttemptId maker;
    private final List<Chunk> chunks;
    private final long bytesInMemory;
    private final long bytesOnDisk;

    StoredPartition(AttemptId maker, List<Chunk> chunks, long bytesInMemory, long bytesOnDisk, Runnable free) {
        super(free);
        this.maker = maker;
        this.chunks = chunks;
        this.bytesInMemory = bytesInMemory;
        this.bytesOnDisk = bytesOnDisk;
    }

    /// Which attempt has computed it.
    AttemptId maker() {
        return maker;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    long bytesInMemory() {
        return bytesInMemory;
    }

    long bytesOnDisk() {
        return bytesOnDisk;
    }

    /// Reads what is on disk once, so that damage is found before the first element is given out.
    boolean isIntact() {
        try {
            for (var chunk : chunks) {
                if (chunk instanceof Chunk.Spilled spilled) {
                    spilled.file().read(spilled);
                }
            }
            return true;
        } catch (BlockUnavailable e) {
            return false;
        }
    }
}
