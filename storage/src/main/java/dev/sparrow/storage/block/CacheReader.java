/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.AttemptId;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// A cached partition in batches, from this store or from another executor. Used by one thread. A batch is good until
/// the next one is asked for.
///
/// It holds a lease until its last batch is taken and asked beyond, or it is closed, whichever is first.
public final class CacheReader implements Iterator<Batch>, AutoCloseable {
    private final BlockStore store;
    private final Source source;

    /// The next batch; null if it is to be looked for.
    private Batch found;

    private boolean leased = true;

    /// Where the batches come from.
    private sealed interface Source {
        AttemptId maker();

        /// The next batch; empty at the end.
        Optional<Batch> next() throws BlockUnavailable;

        /// Ends the lease.
        void close();
    }

    private record Here(BlockStore store, StoredPartition partition, Iterator<Chunk> chunks) implements Source {
        @Override
        public AttemptId maker() {
            return partition.maker();
        }

        @Override
        public Optional<Batch> next() throws BlockUnavailable {
            return chunks.hasNext() ? Optional.of(chunks.next().batch()) : Optional.empty();
        }

        @Override
        public void close() {
            partition.release();
            store.leaseEnded();
        }
    }

    private record Elsewhere(RemoteBatches batches) implements Source {
        @Override
        public AttemptId maker() {
            return batches.maker();
        }

        @Override
        public Optional<Batch> next() throws BlockUnavailable {
            return batches.next();
        }

        @Override
        public void close() {
            batches.close();
        }
    }

    private CacheReader(BlockStore store, Source source) {
        this.store = store;
        this.source = source;
    }

    /// @param partition leased for this reader, also in the count of the store
    CacheReader(BlockStore store, StoredPartition partition) {
        this(store, new Here(store, partition, partition.chunks().iterator()));
    }

    CacheReader(BlockStore store, RemoteBatches batches) {
        this(store, new Elsewhere(batches));
    }

    /// Which attempt has computed the partition.
    public AttemptId maker() {
        return source.maker();
    }

    /// What is read of this store; empty if another executor has it.
    Optional<StoredPartition> partition() {
        return source instanceof Here here ? Optional.of(here.partition) : Optional.empty();
    }

    /// @throws CacheLost if the rest of the partition is gone, or the disk gives other bytes now than when the reader
    ///   was opened
    @Override
    public boolean hasNext() {
        if (leased && found == null) {
            advance();
        }
        return found != null;
    }

    private void advance() {
        store.ensureOpen();
        try {
            source.next().ifPresentOrElse(batch -> found = batch, this::close);
        } catch (BlockUnavailable e) {
            store.ensureOpen(); // closing the store removes the files
            throw new CacheLost(e);
        }
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var batch = found;
        found = null;
        return batch;
    }

    @Override
    public void close() {
        found = null;
        if (leased) {
            leased = false;
            source.close();
        }
    }
}
