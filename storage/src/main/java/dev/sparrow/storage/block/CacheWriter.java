/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.AttemptId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A partition on its way to be kept, while its elements pass by. Used by one thread.
///
/// Keeping is never a reason to fail: a writer that finds no room gives up, frees what it has, and takes no notice of
/// what follows. Nothing can be read before [#commit]; [#close] frees what is not committed.
public final class CacheWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CacheWriter.class);
    private static final int RESERVED_STEP_BYTES = 64 << 10;

    private final BlockStore store;
    private final CacheBlock block;
    private final AttemptId attempt;
    private final List<Chunk> chunks = new ArrayList<>();

    /// The batch that is being made; null before the first element.
    private BatchBuilder builder;

    private SpillFile file;
    private boolean open = true;

    /// Elements so far; others look whether it grows.
    private final AtomicLong rows = new AtomicLong();

    /// Whether batches go to disk from now on.
    private boolean toDisk;

    /// Of all chunks in memory, and what the store knows of them and the batch that is being made.
    private long chunkBytes;

    private long reservedBytes;

    CacheWriter(BlockStore store, CacheBlock block, AttemptId attempt) {
        this.store = store;
        this.block = block;
        this.attempt = attempt;
        this.toDisk = !block.level().useMemory();
    }

    /// A writer that keeps nothing.
    static CacheWriter none(BlockStore store, CacheBlock block, AttemptId attempt) {
        var writer = new CacheWriter(store, block, attempt);
        writer.open = false;
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

    /// Nobody has to wait for this writer any more, and what it commits is not taken. For any thread.
    public void withdraw() {
        store.cached().withdraw(this);
    }

    /// Whether what is appended is kept.
    boolean isOpen() {
        return open;
    }

    /// Keeps one more element, which may be changed or used again afterwards.
    public void append(Object element) {
        if (open) {
            try {
                add(element);
                grown(1);
            } catch (SparrowException e) {
                giveUp(e);
            }
        }
    }

    private void add(Object element) {
        if (builder == null) {
            builder = new BatchBuilder(Layout.KEPT.kindOf(element));
        }
        if (!builder.append(element)) {
            endBatch();
            builder = new BatchBuilder(Layout.KEPT.widened(builder.kind(), element));
            builder.append(element);
        }
    }

    /// Keeps the rows of a window, which may be filled again afterwards.
    public void append(Window window) {
        if (builder == null && window.size() > 0) {
            append(window.get(0));
            appendFrom(1, window);
        } else if (open && builder != null && builder.kind().equals(window.kind())) {
            try {
                builder.append(window);
                grown(window.size());
            } catch (SparrowException e) {
                giveUp(e);
            }
        } else {
            appendFrom(0, window);
        }
    }

    /// One by one: kept elements are taken apart further than those that only move.
    private void appendFrom(int first, Window window) {
        for (var row = first; row < window.size(); row++) {
            append(window.get(row));
        }
    }

    private void giveUp(Exception reason) {
        store.ensureOpen();
        LOG.warn("{} is not kept: {}", block, reason.getMessage());
        close();
    }

    private void grown(int elements) {
        rows.setOpaque(rows.getPlain() + elements);
        if (chunkBytes + builder.bytes() > reservedBytes) {
            reserve(chunkBytes + builder.bytes() + RESERVED_STEP_BYTES);
            if (!toDisk && store.hasNoRoomFor(block)) {
                if (!block.level().useDisk()) {
                    close();
                    return;
                }
                toDisk = true;
            }
        }
        if (builder.isFull()) {
            endBatch();
        }
    }

    private void reserve(long bytes) {
        store.account(bytes - reservedBytes);
        reservedBytes = bytes;
    }

    private void endBatch() {
        store.ensureOpen();
        if (builder.rows() == 0) {
            return;
        }
        if (toDisk) {
            chunks.add(spilled());
        } else {
            var chunk = new Chunk.Columns(builder.build(Layout.KEPT, store.memory()));
            chunkBytes += chunk.bytesInMemory();
            chunks.add(chunk);
        }
    }

    private Chunk spilled() {
        try {
            if (file == null) {
                file = store.createSpillFile(block.fileName(), block + " is to go to disk");
            }
            return file.append(builder.pack());
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES, "The disk refuses it after " + file.length() + " bytes: " + e, e);
        }
    }

    /// Makes the partition readable, if it still is to be kept.
    public void commit() {
        if (!open) {
            return;
        }
        try {
            if (builder != null) {
                endBatch();
            }
            if (file != null) {
                file.finish();
            }
        } catch (IOException | SparrowException e) {
            giveUp(e);
            return;
        }
        reserve(chunkBytes);
        var partition = store.stored(chunks, chunkBytes, file);
        open = false;
        store.cached().commit(this, partition);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            chunks.forEach(Chunk::free);
            builder = null;
            reserve(0);
            if (file != null) {
                store.delete(file);
            }
            withdraw();
        }
    }
}
