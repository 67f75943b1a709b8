/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.columnar.PartitionedBuilder;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.Reservation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The blocks that one attempt of a map task writes, one for each reduce partition. Used by one thread.
///
/// Nothing can be read before [#commit]. [#close] frees what is not committed; a failed write or commit has done so
/// already.
public final class ShuffleWriter implements AutoCloseable {
    /// What a writer may keep in unfinished runs although the store is over its limit: without it, a full store would
    /// make one chunk of each element.
    static final int OPEN_BYTES_MIN = 1 << 20;

    private static final int RESERVED_STEP_BYTES = 64 << 10;

    private final BlockStore store;
    private final BlockStore.Use use;
    private final MapOutput.Id id;

    /// The open block of each reduce partition; null where no chunk is yet. Null as a whole when this is committed or
    /// closed.
    private OpenBlock[] blocks;

    /// What becomes the next chunk of each partition; null before the first element.
    private PartitionedBuilder runs;

    private SpillFile spillFile;
    private long spilledBytes;

    /// The bytes of all chunks in memory.
    private long chunkBytes;

    private long chunkHeapBytes;

    /// What the store knows of chunks and runs.
    private final Reservation reserved;

    ShuffleWriter(BlockStore store, MapOutput.Id id, int partitions) {
        this.store = store;
        this.use = store.use();
        this.reserved = store.budget().reserve();
        this.id = id;
        this.blocks = new OpenBlock[partitions];
    }

    /// Adds an element to the block of a reduce partition.
    ///
    /// @param element may be null; may be changed or used again afterwards
    /// @throws SparrowException if it cannot be encoded, or the disk is full; the writer is closed then
    public void write(int partition, Object element) {
        ensureOpen();
        checkPartition(partition);
        try {
            if (runs == null) {
                runs = new PartitionedBuilder(Kind.of(element), blocks.length);
            }
            if (!runs.append(partition, element)) {
                widen(runs.kind().widened(element));
                runs.append(partition, element);
            }
            grown();
            if (runs.isFull(partition)) {
                endRun(partition);
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /// Adds each row of a window to the block of the reduce partition that `partitions` has for it. Cheapest if all
    /// windows are of one kind.
    public void write(Window window, int[] partitions) {
        ensureOpen();
        for (var row = 0; row < window.size(); row++) {
            checkPartition(partitions[row]);
        }
        try {
            if (runs == null) {
                runs = new PartitionedBuilder(window.kind(), blocks.length);
            } else if (!runs.kind().equals(window.kind())) {
                widen(Kind.common(runs.kind(), window.kind()));
            }
            if (runs.kind().equals(window.kind())) {
                scatter(window, partitions);
            } else {
                for (var row = 0; row < window.size(); row++) {
                    write(partitions[row], window.get(row));
                }
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private void scatter(Window window, int[] partitions) {
        for (var row = 0; row < window.size(); ) {
            row = runs.append(window, partitions, row);
            grown();
            if (row < window.size() && runs.isFull(partitions[row])) {
                endRun(partitions[row]);
            }
        }
    }

    private void checkPartition(int partition) {
        if (partition < 0 || partition >= blocks.length) {
            throw SparrowException.invalidArgument(
                    "An element was sent to partition "
                            + partition
                            + " of shuffle "
                            + id.shuffle()
                            + ", which has partitions 0 to "
                            + (blocks.length - 1)
                            + ". Check what the partitioner returns.");
        }
    }

    /// Ends all runs if their kind is narrower: what follows gets the wider one.
    private void widen(Kind kind) {
        if (!kind.equals(runs.kind())) {
            endRuns();
            runs = new PartitionedBuilder(kind, blocks.length);
        }
    }

    private void endRuns() {
        for (var partition = 0; partition < blocks.length; partition++) {
            if (runs.rows(partition) > 0) {
                endRun(partition);
            }
        }
    }

    private void grown() {
        if (chunkBytes + runBytes() > reserved.bytes()) {
            reserve(runBytes() + RESERVED_STEP_BYTES);
            if (runs.bytes() >= OPEN_BYTES_MIN && store.isFull()) {
                endRuns();
            }
        }
    }

    private long runBytes() {
        return runs == null ? 0 : runs.bytes();
    }

    /// @param runBytes of what is not a chunk yet
    private void reserve(long runBytes) {
        reserved.resize(chunkBytes + runBytes, chunkHeapBytes + runBytes);
    }

    /// Makes the run of a partition a chunk: in memory, or on disk if memory is full.
    private void endRun(int partition) {
        store.ensureOpen();
        if (blocks[partition] == null) {
            blocks[partition] = new OpenBlock();
        }
        if (!store.isFull()) {
            var chunk = new Chunk.Held(runs.build(partition, Layout.MOVED, store.memory()));
            blocks[partition].add(chunk, chunk.bytesInMemory());
            chunkBytes += chunk.bytesInMemory();
            chunkHeapBytes += chunk.bytesOnHeap();
            return;
        }
        if (spillFile == null) {
            spillFile =
                    store.createSpillFile(
                            "shuffle-" + id.shuffle() + "-map-" + id.mapPartition(),
                            "Shuffle " + id.shuffle() + " does not fit into memory");
        }
        try {
            var chunk = spillFile.append(runs.pack(partition));
            blocks[partition].add(chunk, chunk.length());
            spilledBytes = spillFile.length();
        } catch (IOException e) {
            throw cannotSpill(e);
        }
        reserve(runBytes());
    }

    private SparrowException cannotSpill(IOException e) {
        store.ensureOpen(); // closing the store closes the files
        return new SparrowException(
                ErrorCode.OUT_OF_RESOURCES,
                "Map partition "
                        + id.mapPartition()
                        + " of shuffle "
                        + id.shuffle()
                        + " does not fit into memory, and "
                        + spillFile.path()
                        + " cannot be written after "
                        + spillFile.length()
                        + " bytes: "
                        + e.getMessage()
                        + ". Free space there, or set sparrow.local.dir to a folder with more.",
                e);
    }

    /// Bytes that went to disk; what is still in memory may follow them until [#commit].
    public long spilledBytes() {
        return spilledBytes;
    }

    /// Makes everything written readable, at once and for good.
    public MapOutput commit() {
        ensureOpen();
        try {
            if (runs != null) {
                endRuns();
                runs = null;
            }
            var partitions = new int[blocks.length];
            var chunks = new ArrayList<List<Chunk>>();
            var sizes = new BlockSizes.Builder();
            for (var partition = 0; partition < blocks.length; partition++) {
                var block = blocks[partition];
                if (block != null) {
                    partitions[chunks.size()] = partition;
                    chunks.add(List.copyOf(block.chunks()));
                    sizes.add(partition, block.records(), block.bytes());
                }
            }
            finishSpillFile();
            reserve(0);
            var output = stored(Arrays.copyOf(partitions, chunks.size()), chunks);
            try {
                store.commit(output);
            } finally {
                use.close();
            }
            return new MapOutput(store.site().executor(), id, sizes.build());
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    private void finishSpillFile() {
        try {
            if (spillFile != null) {
                spillFile.finish();
            }
        } catch (IOException e) {
            throw cannotSpill(e);
        }
    }

    /// Makes the output: from here on the bytes and the file are the output's.
    private StoredOutput stored(int[] partitions, List<List<Chunk>> chunks) {
        var file = spillFile;
        blocks = null;
        spillFile = null;
        return new StoredOutput(
                id,
                partitions,
                chunks,
                () -> {
                    chunks.forEach(block -> block.forEach(Chunk::free));
                    reserved.close();
                    if (file != null) {
                        store.delete(file);
                    }
                });
    }

    private void ensureOpen() {
        if (blocks == null) {
            throw new IllegalStateException(
                    "The writer of map partition "
                            + id.mapPartition()
                            + " of shuffle "
                            + id.shuffle()
                            + " is committed or closed.");
        }
    }

    @Override
    public void close() {
        if (blocks == null) {
            return;
        }
        for (var block : blocks) {
            if (block != null) {
                block.chunks().forEach(Chunk::free);
            }
        }
        blocks = null;
        runs = null;
        reserved.close();
        if (spillFile != null) {
            store.delete(spillFile);
            spillFile = null;
        }
        use.close();
    }
}
