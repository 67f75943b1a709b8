/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.ShuffleId;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The elements of one reduce partition in batches, block after block in map-partition order. Used by one thread. A
/// batch is good until the next one is asked for.
///
/// It holds a lease on every output of this store until its last element is taken or it is closed, whichever is first.
/// Blocks of other executors are asked for one after the other, when it is their turn.
public final class ShuffleReader implements Iterator<Batch>, AutoCloseable {
    private final BlockStore store;
    private final ShuffleId shuffle;
    private final List<BlockSource> sources;
    private final int partition;

    private int nextSource;
    private Iterator<Chunk> chunks = Collections.emptyIterator();

    /// The block of another executor that is being read; null if none is.
    private RemoteBatches remote;

    /// The next batch; null if it is to be looked for.
    private Batch found;

    private State state = State.READING;

    private enum State {
        READING,
        EXHAUSTED,
        CLOSED
    }

    /// @param sources leased for this reader, as far as they are of this store
    ShuffleReader(BlockStore store, ShuffleId shuffle, List<BlockSource> sources, int partition) {
        this.store = store;
        this.shuffle = shuffle;
        this.sources = sources;
        this.partition = partition;
    }

    /// @throws BlocksLost if a block turns out to be damaged or gone; it names all that are, this one and those after
    ///   it
    @Override
    public boolean hasNext() {
        if (state == State.CLOSED) {
            throw new IllegalStateException(
                    "Partition " + partition + " of shuffle " + shuffle + " is read after close.");
        }
        while (state == State.READING && found == null) {
            advance();
        }
        return state == State.READING;
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

    private void advance() {
        store.ensureOpen();
        try {
            if (chunks.hasNext()) {
                found = chunks.next().batch();
            } else if (remote != null) {
                advanceRemote();
            } else if (nextSource < sources.size()) {
                begin(sources.get(nextSource++));
            } else {
                release(State.EXHAUSTED);
            }
        } catch (BlockUnavailable e) {
            store.ensureOpen(); // closing the store removes the files
            throw lost(e.reason());
        }
    }

    private void begin(BlockSource source) throws BlockUnavailable {
        switch (source) {
            case StoredOutput output -> chunks = output.block(partition).iterator();
            case BlockSource.Remote output -> remote = new RemoteBatches(asked(output));
        }
    }

    private void advanceRemote() throws BlockUnavailable {
        var next = remote.next();
        if (next.isPresent()) {
            found = next.get();
        } else {
            endRemote();
        }
    }

    private void endRemote() {
        var ended = remote;
        remote = null;
        if (ended != null) {
            ended.close();
        }
    }

    private PortableBlock asked(BlockSource.Remote output) throws BlockUnavailable {
        return store.site()
                .others()
                .shuffle(output.executor(), output.id(), partition)
                .orElseThrow(() -> new BlockUnavailable(BlocksLost.Reason.MISSING, null));
    }

    /// One lost block may not be the only one; recomputing all of them at once spares an attempt for each.
    ///
    /// @param reason why the block is that was to be read
    private BlocksLost lost(BlocksLost.Reason reason) {
        endRemote();
        var lost = new ArrayList<BlocksLost.Lost>();
        lost.add(lost(sources.get(nextSource - 1), reason));
        for (var source : sources.subList(nextSource, sources.size())) {
            try {
                check(source);
            } catch (BlockUnavailable e) {
                lost.add(lost(source, e.reason()));
            }
        }
        return new BlocksLost(shuffle, partition, store.site().executor(), lost);
    }

    private BlocksLost.Lost lost(BlockSource source, BlocksLost.Reason reason) {
        return switch (source) {
            case StoredOutput output -> new BlocksLost.Lost(store.site().executor(), output.id(), reason);
            case BlockSource.Remote output -> new BlocksLost.Lost(output.executor(), output.id(), reason);
        };
    }

    private void check(BlockSource source) throws BlockUnavailable {
        switch (source) {
            case StoredOutput output -> {
                for (var chunk : output.block(partition)) {
                    var _ = chunk.batch();
                }
            }
            case BlockSource.Remote output -> asked(output).close();
        }
    }

    @Override
    public void close() {
        release(State.CLOSED);
    }

    private void release(State end) {
        var wasReading = state == State.READING;
        if (state != State.CLOSED) {
            state = end;
        }
        if (wasReading) {
            chunks = Collections.emptyIterator();
            found = null;
            for (var source : sources) {
                if (source instanceof StoredOutput output) {
                    output.release();
                    store.leaseEnded();
                }
            }
            endRemote();
        }
    }
}
