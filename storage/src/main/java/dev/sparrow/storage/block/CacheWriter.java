/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.Reservation;
import dev.sparrow.value.AttemptId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A partition on its way into the cache, while its elements pass by. Used by one thread.
///
/// Caching is never a reason to fail: a writer that gets no memory gives up, frees what it has, and takes no notice of
/// what follows. Nothing can be read before [#commit]; [#close] frees what is not committed.
public final class CacheWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CacheWriter.class);
    private static final int RESERVED_STEP_BYTES = 64 << 10;

    private final BlockStore store;
    private final BlockStore.Use use;
    private final CacheBlock block;
    private final AttemptId attempt;
    private final List<Chunk> chunks = new ArrayList<>();
    private CacheRun run = new CacheRun();
    private SpillFile file;
    private boolean open = true;

    /// Elements so far; others look whether it grows.
    private final AtomicLong rows = new AtomicLong();

    /// Whether runs go to disk from now on.
    private boolean toDisk;

    /// The bytes of all chunks in memory.
    private long chunkBytes;

    private long chunkHeapBytes;

    /// What the store knows of chunks and the run.
    private final Reservation reserved;

    CacheWriter(BlockStore store, CacheBlock block, AttemptId attempt) {
        this.store = store;
        this.use = store.use();
        this.reserved = store.budget().reserve();
        this.block = block;
        this.attempt = attempt;
        this.toDisk = !block.level().useMemory();
    }

    /// A writer that keeps nothing.
    static CacheWriter none(BlockStore store, CacheBlock block, AttemptId attempt) {
        var writer = new CacheWriter(store, block, attempt);
        writer.open = false;
        writer.use.close();
        return writer;
    }

    CacheBlock block() {
        return block;
    }

    AttemptId attempt() {
        return attempt;
    }

    /// How many elements passed by so far. For any thread.
    long progress() {
        return rows.getOpaque();
    }

    /// Gives the writer up: no attempt waits for it any more, and what it commits is not taken. For any thread.
    public void withdraw() {
        store.cached().withdraw(this);
    }

    /// Drops what was committed: the task that made it has failed after all.
    public void takeBack() {
        store.cached().lose(block.cache(), block.partition());
    }

    /// Whether what is appended is cached.
    public boolean isOpen() {
        return open;
    }

    /// Keeps one more element, which may be changed or used again afterwards.
    public void append(Object element) {
        if (open) {
            try {
                add(element);
            } catch (SparrowException e) {
                giveUp(e);
                return;
            }
            rows.setOpaque(rows.getPlain() + 1);
            grown();
        }
    }

    private void add(Object element) {
        if (!run.add(element)) {
            endRun();
            run.add(element);
        }
    }

    /// Keeps the rows of a window, which may be filled again afterwards.
    public void append(Window window) {
        if (open) {
            try {
                if (!run.add(window)) {
                    for (var row = 0; row < window.size(); row++) {
                        add(window.get(row));
                    }
                }
            } catch (SparrowException e) {
                giveUp(e);
                return;
            }
            rows.setOpaque(rows.getPlain() + window.size());
            grown();
        }
    }

    private void giveUp(Exception reason) {
        store.ensureOpen();
        LOG.warn("{} is not cached: {}", block, reasonForAll(reason).getMessage());
        close();
    }

    /// Logs are read by more people than the one whose job it is.
    private static Exception reasonForAll(Exception reason) {
        return reason instanceof SparrowException undecided ? ErrorValues.TYPE.of(undecided) : reason;
    }

    private void grown() {
        if (!open) {
            return;
        }
        if (chunkBytes + run.bytes() > reserved.bytes()) {
            reserve(run.bytes() + RESERVED_STEP_BYTES);
            if (!toDisk && store.isFullFor(block)) {
                if (!block.level().useDisk()) {
                    close();
                    return;
                }
                toDisk = true;
            }
        }
        if (run.isFull(toDisk)) {
            endRun();
        }
    }

    /// @param runBytes of what is not a chunk yet
    private void reserve(long runBytes) {
        reserved.resize(chunkBytes + runBytes, chunkHeapBytes + runBytes);
    }

    private void endRun() {
        store.ensureOpen();
        if (toDisk) {
            spillRun();
        } else {
            freezeRun();
        }
    }

    private void freezeRun() {
        try {
            var chunk = run.freeze(store.memory());
            chunkBytes += chunk.bytesInMemory();
            chunkHeapBytes += chunk.bytesOnHeap();
            chunks.add(chunk);
        } catch (SparrowException e) {
            giveUp(e);
        }
    }

    private void spillRun() {
        try {
            if (file == null) {
                file = store.createSpillFile(block.fileName(), block + " is to go to disk");
            }
            chunks.add(run.spill(file));
        } catch (IOException | SparrowException e) {
            giveUp(e);
        }
    }

    /// Makes the partition readable, if it still is to be cached.
    public void commit() {
        if (open && !run.isEmpty()) {
            endRun();
        }
        if (!open) {
            return;
        }
        try {
            if (file != null) {
                file.finish();
            }
        } catch (IOException e) {
            giveUp(e);
            return;
        }
        reserve(0);
        var partition = store.stored(attempt, chunks, reserved, file);
        open = false;
        store.cached().commit(this, partition);
        use.close();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            chunks.forEach(Chunk::free);
            run = new CacheRun();
            reserved.close();
            if (file != null) {
                store.delete(file);
            }
            withdraw();
            use.close();
        }
    }
}
