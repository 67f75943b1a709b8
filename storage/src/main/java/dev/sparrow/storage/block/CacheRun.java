/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.BatchBytes;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.ArrowMemory;

import java.io.IOException;

/// The elements that become the next chunk of a cached partition. All chunks of a partition have one kind, until an
/// element does not fit: all that follow are of a wider one.
final class CacheRun {

    /// The rows of the next chunk; null before the first element.
    private BatchBuilder rows;

    /// About what it takes of memory.
    long bytes() {
        return rows == null ? 0 : rows.bytes();
    }

    boolean isEmpty() {
        return rows == null || rows.rows() == 0;
    }

    /// Whether it is time to end it.
    ///
    /// @param toDisk whether it is not to stay in memory
    boolean isFull(boolean toDisk) {
        return rows != null && (toDisk ? rows.isFull() : rows.isFullAndLong());
    }

    /// Adds an element, which may be changed or used again afterwards.
    ///
    /// @return false if it does not fit: the run has to end first
    boolean add(Object element) {
        if (rows == null) {
            rows = new BatchBuilder(Layout.STORED.kindOf(element));
        }
        if (rows.append(element)) {
            return true;
        }
        var wider = rows.widened(element, Layout.STORED);
        wider.ifPresent(same -> rows = same);
        return wider.isPresent() && rows.append(element);
    }

    /// Adds all rows, if their layout is the one of cached partitions.
    ///
    /// @return false if they have to be added one by one
    boolean add(Window window) {
        if (rows == null && isKnown(window.kind())) {
            rows = new BatchBuilder(window.kind());
        }
        if (rows == null || !rows.kind().equals(window.kind())) {
            return false;
        }
        rows.append(window);
        return true;
    }

    /// Whether the layout says all: that of tables does, and that of elements without objects.
    private static boolean isKnown(Kind kind) {
        return kind instanceof Kind.Columns || !kind.leafKinds().contains(Kind.Leaf.OBJECT);
    }

    /// What was added as a chunk in memory. The run is empty afterwards.
    Chunk freeze(ArrowMemory memory) {
        return new Chunk.Held(rows.build(Layout.STORED, memory));
    }

    /// What was added as a chunk on disk. The run is empty afterwards.
    Chunk.Spilled spill(SpillFile file) throws IOException {
        return file.append(rows.packWithStatistics());
    }

    /// Copies a chunk to disk.
    static Chunk.Spilled spill(Chunk chunk, SpillFile file) throws IOException, BlockUnavailable {
        return switch (chunk) {
            case Chunk.Held held -> file.append(held.batch().pack());
            case Chunk.Spilled spilled -> file.append(new BatchBytes(spilled.shape(), spilled.file().read(spilled)));
        };
    }
}
