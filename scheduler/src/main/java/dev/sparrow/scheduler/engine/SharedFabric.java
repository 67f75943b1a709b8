/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.executor.ExecutorContext;
import dev.sparrow.scheduler.executor.Handover;
import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.storage.block.Site;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One executor that shares objects with its driver.
final class SharedFabric implements Fabric {
    private static final ExecutorId HERE = Site.ALONE.executor();

    private final Capacity capacity;
    private final BlockStore blocks;
    private final Compilation compilation;

    /// The one at work. Null before the first.
    private volatile Driver driver;

    /// @param store makes the store of the executor
    SharedFabric(Capacity capacity, Function<Site, BlockStore> store, Compilation compilation) {
        this.capacity = capacity;
        this.blocks = store.apply(new Site(HERE, RemoteBlocks.NONE, this::tell));
        this.compilation = compilation;
    }

    private void tell(CacheChange change) {
        var now = driver;
        if (now != null) {
            now.tell(HERE, new ExecutorEvent.PartitionChanged(change, Instant.now()));
        }
    }

    @Override
    public boolean isHere() {
        return true;
    }

    @Override
    public boolean ships() {
        return false;
    }

    @Override
    public StageTable newStages() {
        return new StageTable(Optional.empty());
    }

    @Override
    public List<Member> members(StageTable stages, Driver driver) {
        this.driver = driver;
        DriverLink link = event -> driver.tell(HERE, event);
        var threads =
                new TaskRunner(
                        new ExecutorContext(
                                blocks,
                                compilation,
                                stages,
                                link,
                                Handover.SHARED,
                                blocks.cached()::everCached,
                                _ -> {}));
        return List.of(new ThreadsMember(HERE, capacity, threads, actor -> actor));
    }

    @Override
    public Optional<Member> replace(ExecutorId lost, Driver driver) {
        return Optional.empty(); // it is this process
    }

    @Override
    public void prepare(StageRegistry.PlannedJob job) {
        for (var stage : job.stages()) {
            stage.program().registerCaches(blocks);
        }
    }

    @Override
    public CachedPartitions.Usage usage(CacheId cache) {
        return blocks.cached().usage(cache);
    }

    @Override
    public void drop(CacheId cache) {
        blocks.cached().retire(cache);
    }

    @Override
    public void dropped(CacheId cache) {}

    @Override
    public void forgetBroadcast(long id) {}

    @Override
    public boolean lose(CacheId cache, int partition) {
        return blocks.cached().lose(cache, partition);
    }

    @Override
    public List<BlockStore> stores() {
        return List.of(blocks);
    }

    @Override
    public void close() {
        blocks.close();
    }
}
