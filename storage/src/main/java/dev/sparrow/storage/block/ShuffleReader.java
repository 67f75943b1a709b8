/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.ShuffleId;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// The elements of one reduce partition in batches, block after block in map-partition order. Used by one thread. A
/// batch is good until the next one is asked for.
///
/// It holds a lease on every output until its last element is taken or it is closed, whichever is first.
public final class ShuffleReader implements Iterator<Batch>, AutoCloseable {
    private final BlockStore store;
    private final ShuffleId shuffle;
    private final List<StoredOutput> outputs;
    private final int partition;

    private int nextOutput;
    private Iterator<Chunk> chunks = Collections.emptyIterator();

    /// The next batch; null if it is to be looked for.
    private Batch found;

    private State state = State.READING;

    private enum State {
        READING,
        EXHAUSTED,
        CLOSED
    }

    ShuffleReader(BlockStore store, ShuffleId shuffle, List<StoredOutput> outputs, int partition) {
        this.store = store;
        this.shuffle = shuffle;
        this.outputs = outputs;
        this.partition = partition;
    }

    /// @throws BlocksLost if a block turns out to be damaged; it names all that are, in this block and after it
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
        if (chunks.hasNext()) {
            try {
                found = chunks.next().batch();
            } catch (SpillFile.Damaged _) {
                store.ensureOpen(); // closing the store removes the files
                throw lost();
            }
        } else if (nextOutput < outputs.size()) {
            chunks = outputs.get(nextOutput).block(partition).iterator();
            nextOutput++;
        } else {
            release(State.EXHAUSTED);
        }
    }

    /// One damaged block may not be the only one; recomputing all of them at once spares an attempt for each.
    private BlocksLost lost() {
        var reasons = new TreeMap<Integer, BlocksLost.Reason>();
        for (var output : outputs.subList(nextOutput - 1, outputs.size())) {
            for (var chunk : output.block(partition)) {
                try {
                    var _ = chunk.batch();
                } catch (SpillFile.Damaged e) {
                    reasons.put(output.id().mapPartition(), e.reason());
                }
            }
        }
        return new BlocksLost(shuffle, partition, reasons);
    }

    @Override
    public void close() {
        release(State.CLOSED);
    }

    private void release(State end) {
        if (state == State.READING) {
            for (var output : outputs) {
                output.release();
                store.leaseEnded();
            }
            chunks = Collections.emptyIterator();
            found = null;
        }
        if (state != State.CLOSED) {
            state = end;
        }
    }
}
