/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Batch;

import java.util.Iterator;
import java.util.List;

/// Rows that one operator of a task has put on disk, in their order. They are gone when the task ends, or when this is
/// closed before. Used by the task's own thread.
public final class SpilledRows implements AutoCloseable {
    private final BlockStore store;
    private final String operator;
    private final SpillFile file;
    private final List<Chunk.Spilled> chunks;
    private final long rows;

    SpilledRows(BlockStore store, String operator, SpillFile file, List<Chunk.Spilled> chunks, long rows) {
        this.store = store;
        this.operator = operator;
        this.file = file;
        this.chunks = chunks;
        this.rows = rows;
    }

    public long rows() {
        return rows;
    }

    /// The bytes on disk.
    public long bytes() {
        return file.length();
    }

    /// The rows, as often as wanted. What is damaged ends the attempt by [SpillLost].
    public Iterator<Batch> batches() {
        var each = chunks.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Batch next() {
                return read(each.next());
            }
        };
    }

    private Batch read(Chunk.Spilled chunk) {
        try {
            return chunk.batch();
        } catch (BlockUnavailable e) {
            store.ensureOpen(); // closing the store removes the files
            if (!store.has(file)) {
                throw SparrowException.invalidArgument(
                        "Values that "
                                + operator
                                + " had put on disk were asked for after its task had ended. Copy them in the function"
                                + " that gets them (new ArrayList<>(values)), or let them be what the task returns.");
            }
            throw new SpillLost(
                    "What " + operator + " had put on disk is " + e.reason() + " in " + file.path() + ".", e);
        }
    }

    /// Deletes them. Closing it again does nothing.
    @Override
    public void close() {
        store.delete(file);
    }
}
