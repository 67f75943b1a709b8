/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.AttemptId;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A block of this store for a task of another executor. What ends its reader here, a store that is closed or bytes
/// that are damaged, is a block that is not there for the other.
final class ServedBlock implements PortableBlock {
    private final BlockStore store;
    private final Leased leased;
    private final AttemptId maker;
    private final Iterator<Chunk> chunks;
    private boolean open = true;

    /// @param leased holds the chunks; leased for this block, also in the count of the store
    ServedBlock(BlockStore store, Leased leased, AttemptId maker, List<Chunk> chunks) {
        this.store = store;
        this.leased = leased;
        this.maker = maker;
        this.chunks = chunks.iterator();
    }

    @Override
    public AttemptId maker() {
        return maker;
    }

    @Override
    public Optional<byte[]> next() throws BlockUnavailable {
        if (!open) {
            throw new IllegalStateException("A block is served after its end.");
        }
        if (store.isClosed()) {
            close();
            throw new BlockUnavailable(BlocksLost.Reason.MISSING, null);
        }
        if (!chunks.hasNext()) {
            close();
            return Optional.empty();
        }
        try {
            return Optional.of(chunks.next().portable());
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            leased.release();
            store.leaseEnded();
        }
    }
}
