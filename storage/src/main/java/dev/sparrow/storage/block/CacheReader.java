/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.AttemptId;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// A cached partition in batches. Used by one thread. A batch is good until the next one is asked for.
///
/// It holds a lease until its last batch is taken and asked beyond, or it is closed, whichever is first.
public final class CacheReader implements Iterator<Batch>, AutoCloseable {
    private final BlockStore store;
    private final StoredPartition partition;
    private final Iterator<Chunk> chunks;
    private boolean leased = true;

    /// @param partition leased for this reader
    CacheReader(BlockStore store, StoredPartition partition) {
        this.store = store;
        this.partition = partition;
        this.chunks = partition.chunks().iterator();
    }

    /// Which attempt has computed the partition.
    public AttemptId maker() {
        return partition.maker();
    }

    StoredPartition partition() {
        return partition;
    }

    @Override
    public boolean hasNext() {
        if (leased && !chunks.hasNext()) {
            close();
        }
        return leased;
    }

    /// @throws CacheLost if the disk gives other bytes now than when the reader was opened
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        store.ensureOpen();
        try {
            return chunks.next().batch();
        } catch (SpillFile.Damaged e) {
            store.ensureOpen(); // closing the store removes the files
            throw new CacheLost(e);
        }
    }

    @Override
    public void close() {
        if (leased) {
            leased = false;
            partition.release();
            store.leaseEnded();
        }
    }
}
