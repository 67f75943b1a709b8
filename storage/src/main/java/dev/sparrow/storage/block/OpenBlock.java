/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import java.util.ArrayList;
import java.util.List;

/// The chunks of one reduce partition while they are written.
final class OpenBlock {
    private final List<Chunk> chunks = new ArrayList<>(1);
    private long records;
    private long bytes;

    /// @param chunkBytes wherever they are
    void add(Chunk chunk, long chunkBytes) {
        chunks.add(chunk);
        records += chunk.rows();
        bytes += chunkBytes;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
