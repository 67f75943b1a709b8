/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.storage.memory.MemoryBudget;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.storage.memory.Reservation;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The shuffle blocks of one executor: written by map tasks, read by reduce tasks, gone when no stage needs them.
/// Cached partitions of persisted datasets, see [#cached], share its memory and give way to them.
///
/// 1. A map output is readable as a whole or not at all: from its commit until it is dropped.
/// 2. It never changes. Two readers get equal elements that share nothing a program could change.
/// 3. Every read holds a lease. What is dropped meanwhile stays readable for it, and is freed with the last lease.
/// 4. Chunks beyond the memory limit go to disk, one file for each map attempt, in a private folder that exists only if
///    needed and only until [#close].
///
/// All methods may be called from any thread. Two attempts of one map task may both commit; the caller that rejects one
/// of the outputs drops it.
public final class BlockStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockStore.class);

    private final Site site;
    private final MemoryBudget budget;
    private final Path baseFolder;
    private final Disk disk;
    private final ChunkForm form;
    private final ArrowMemory memory;

    private final CachedPartitions cached;
    private final Map<Long, StoredOutput> outputs = new ConcurrentHashMap<>();
    private final Set<SpillFile> spillFiles = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextOutput = new AtomicLong();
    private final AtomicLong openLeases = new AtomicLong();
    private final AtomicLong users = new AtomicLong();

    /// Made with the first spill file. Guarded by `this`, as is making a file, so that none appears after close.
    private TemporaryFolder folder;

    private long nextFile;

    private volatile boolean closed;

    /// A store that has all memory up to a limit for itself.
    ///
    /// @param memoryBytesMax for the chunks of all outputs and cached partitions, committed or being written; each open
    ///   writer may exceed it by [ShuffleWriter#OPEN_BYTES_MIN] and a little
    /// @param baseFolder where the private folder of this store is made when needed
    public BlockStore(long memoryBytesMax, Path baseFolder) {
        this(MemoryLimits.ofBlocks(memoryBytesMax), baseFolder);
    }

    /// A store that shares memory with the tasks of its process.
    public BlockStore(MemoryLimits limits, Path baseFolder) {
        this(limits, baseFolder, ChunkForm.plain());
    }

    /// As [#BlockStore(MemoryLimits, Path)].
    ///
    /// @param form of what goes to disk
    public BlockStore(MemoryLimits limits, Path baseFolder, ChunkForm form) {
        this(Site.ALONE, limits, baseFolder, form);
    }

    /// A store among those of other executors.
    public BlockStore(Site site, MemoryLimits limits, Path baseFolder, ChunkForm form) {
        this(site, limits, baseFolder, form, new Disk.Local(), new ArrowMemory(Long.MAX_VALUE));
    }

    BlockStore(long memoryBytesMax, Path baseFolder, Disk disk, ArrowMemory memory) {
        this(MemoryLimits.ofBlocks(memoryBytesMax), baseFolder, disk, memory);
    }

    /// Makes a store for tests that inject faults.
    ///
    /// @param memory is closed with the store
    public BlockStore(MemoryLimits limits, Path baseFolder, Disk disk, ArrowMemory memory) {
        this(Site.ALONE, limits, baseFolder, ChunkForm.plain(), disk, memory);
    }

    /// As [#BlockStore(Site, MemoryLimits, Path, ChunkForm)], for tests that inject faults.
    BlockStore(Site site, MemoryLimits limits, Path baseFolder, ChunkForm form, Disk disk, ArrowMemory memory) {
        this.site = site;
        this.cached = new CachedPartitions(this);
        this.form = form;
        this.budget = new MemoryBudget(limits);
        this.baseFolder = baseFolder;
        this.disk = disk;
        this.memory = memory;
        budget.evictBy(() -> cached.makeRoom(Optional.empty()));
    }

    /// Starts the output of one attempt of a map task. The writer is used by one thread and must be closed.
    ///
    /// @param partitions the number of reduce partitions; those without elements cost next to nothing
    public ShuffleWriter open(ShuffleId shuffle, int mapPartition, AttemptId attempt, int partitions) {
        ensureOpen();
        return new ShuffleWriter(
                this, new MapOutput.Id(shuffle, mapPartition, attempt, nextOutput.getAndIncrement()), partitions);
    }

    /// The elements of one reduce partition, block after block in the order of the list.
    ///
    /// @param outputs of one shuffle, in the order of their map partitions
    /// @throws BlocksLost at once if outputs of this store are missing, naming all of them
    public ShuffleReader read(ShuffleId shuffle, List<MapOutput> outputs, int reducePartition) {
        ensureOpen();
        var sources = new ArrayList<BlockSource>(outputs.size());
        var lost = new ArrayList<BlocksLost.Lost>();
        var leases = 0;
        try (var _ = use()) {
            for (var output : outputs) {
                if (isHere(output)) {
                    var stored = leased(output.id());
                    if (stored == null) {
                        lost.add(new BlocksLost.Lost(site.executor(), output.id(), BlocksLost.Reason.MISSING));
                    } else {
                        sources.add(stored);
                        leases++;
                    }
                } else if (!output.sizes().isEmpty(reducePartition)) {
                    sources.add(new BlockSource.Remote(output.executor(), output.id()));
                }
            }
            openLeases.addAndGet(leases);
            var reader = new ShuffleReader(this, shuffle, sources, reducePartition);
            if (!lost.isEmpty()) {
                reader.close();
                throw new BlocksLost(shuffle, reducePartition, site.executor(), lost);
            }
            return reader;
        }
    }

    /// The block of an output for one reduce partition, for a task of another executor; empty if the output is not here
    /// any more. It must be closed.
    public Optional<PortableBlock> serve(MapOutput.Id output, int reducePartition) {
        try (var _ = use()) {
            return Optional.ofNullable(leased(output))
                    .map(stored -> {
                        leaseBegun();
                        return new ServedBlock(this, stored, output.attempt(), stored.block(reducePartition));
                    });
        }
    }

    private boolean isHere(MapOutput output) {
        return output.executor().equals(site.executor());
    }

    /// The output with a lease, which the caller counts; null if it is not here.
    private StoredOutput leased(MapOutput.Id output) {
        var stored = outputs.get(output.number());
        if (stored == null || !stored.id().equals(output) || !stored.lease()) {
            return null;
        }
        return stored;
    }

    /// Frees an output when its last lease ends. Dropping it again does nothing, nor does dropping one of another
    /// store.
    public void drop(MapOutput output) {
        if (isHere(output)) {
            drop(output.id());
        }
    }

    /// Frees all outputs of a stage that are committed by now, each when its last lease ends. Another stage may have
    /// made outputs of the same shuffle, which stay.
    public void drop(StageId stage) {
        for (var output : outputs.values()) {
            if (output.id().attempt().stage().equals(stage)) {
                drop(output.id());
            }
        }
    }

    /// As [#drop(MapOutput)].
    public void drop(MapOutput.Id id) {
        try (var _ = use()) {
            var stored = outputs.get(id.number());
            if (stored != null && stored.id().equals(id) && outputs.remove(id.number(), stored)) {
                stored.release();
            }
        }
    }

    /// The outputs that are committed and not dropped, in no particular order.
    public List<MapOutput.Id> outputs() {
        return outputs.values().stream().map(StoredOutput::id).toList();
    }

    /// Bytes of all chunks in memory, on the heap and outside, committed or being written; an estimate where chunks
    /// hold objects.
    public long bytesInMemory() {
        return budget.used().blockBytes();
    }

    public long bytesOnDisk() {
        return spillFiles.stream().mapToLong(SpillFile::length).sum();
    }

    /// The memory that these blocks share with the tasks of the process.
    public MemoryBudget budget() {
        return budget;
    }

    /// The cached partitions of persisted datasets.
    public CachedPartitions cached() {
        return cached;
    }

    /// The number of map outputs and cached partitions that readers hold, counted once for each reader.
    public long openLeases() {
        return openLeases.get();
    }

    /// Frees everything and removes the folder, also under readers and writers: they fail at their next chunk.
    @Override
    public void close() {
        try (var _ = use()) {
            synchronized (this) {
                closed = true;
            }
            outputs.values().forEach(output -> drop(output.id()));
            cached.dropAll();
            spillFiles.forEach(this::delete);
            synchronized (this) {
                if (folder != null) {
                    folder.close();
                    folder = null;
                }
            }
        }
    }

    /// Readers and writers that outlive the store free what they hold when they end.
    private void closeMemoryIfUnused() {
        if (closed && openLeases.get() == 0 && users.get() == 0) {
            memory.close();
        }
    }

    /// A user of memory that takes or frees it, until closed.
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /// Keeps the memory open, also when the store is closed meanwhile.
    Use use() {
        users.incrementAndGet();
        return () -> {
            users.decrementAndGet();
            closeMemoryIfUnused();
        };
    }

    Site site() {
        return site;
    }

    boolean isClosed() {
        return closed;
    }

    void ensureOpen() {
        if (closed) {
            throw new SparrowException(
                    ErrorCode.CONTEXT_CLOSED, "Shuffle blocks cannot be used: their store is closed.");
        }
    }

    void commit(StoredOutput output) {
        outputs.put(output.id().number(), output);
        if (closed) { // close has passed over the outputs already
            drop(output.id());
            ensureOpen();
        }
    }

    boolean isOverLimit() {
        return !budget.blocksFit();
    }

    /// Whether shuffle blocks are over the limit, even if no cached partition is left that could give way.
    boolean isFull() {
        if (isOverLimit()) {
            cached.makeRoom(Optional.empty());
        }
        return isOverLimit();
    }

    /// As [#isFull()] for a partition that is to be cached.
    boolean isFullFor(CacheBlock block) {
        if (isOverLimit()) {
            cached.makeRoom(Optional.of(block.cache()));
        }
        return isOverLimit();
    }

    /// @param chunks not to be changed any more
    /// @param reserved what they take of memory; given back when the partition is freed
    /// @param file of what is on disk, which is deleted then; null if there is none
    StoredPartition stored(AttemptId maker, List<Chunk> chunks, Reservation reserved, SpillFile file) {
        return new StoredPartition(
                maker,
                chunks,
                reserved.bytes(),
                file == null ? 0 : file.length(),
                () -> {
                    chunks.forEach(Chunk::free);
                    reserved.close();
                    if (file != null) {
                        delete(file);
                    }
                });
    }

    void leaseBegun() {
        openLeases.incrementAndGet();
    }

    ArrowMemory memory() {
        return memory;
    }

    void leaseEnded() {
        openLeases.decrementAndGet();
        closeMemoryIfUnused();
    }

    /// Rows that an operator of a task puts on disk.
    ///
    /// @param operator for messages
    public SpillWriter openSpill(String operator, AttemptId attempt) {
        var name = "spill-" + attempt.stage() + "-" + attempt.partition();
        return new SpillWriter(
                this, operator, createSpillFile(name, operator + " does not fit into its part of the memory"));
    }

    /// @param name for people who look into the folder
    /// @param reason why it is wanted, for the message if it cannot be made
    synchronized SpillFile createSpillFile(String name, String reason) {
        ensureOpen();
        try {
            if (folder == null || !folder.isThere()) {
                folder = disk.createFolder(baseFolder);
            }
            var file = new SpillFile(disk, folder.path().resolve(name + "-" + nextFile++ + ".spill"), form);
            spillFiles.add(file);
            return file;
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    reason
                            + ", and no temporary file can be made in "
                            + baseFolder
                            + ": "
                            + e
                            + ". Make it writable, or set sparrow.local.dir to another folder.",
                    e);
        }
    }

    /// Whether it still has a reader or a writer.
    boolean has(SpillFile file) {
        return spillFiles.contains(file);
    }

    /// Deletes a file; called from two threads at once, both return when it is gone, so that [#close] finds the folder
    /// empty.
    void delete(SpillFile file) {
        if (spillFiles.contains(file)) {
            file.abandon();
            deleteOrWarn(file.path());
            spillFiles.remove(file);
        }
    }

    private void deleteOrWarn(Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            LOG.warn("Cannot delete the temporary {}: {}. It can be removed by hand.", path, e.toString());
        }
    }
}
