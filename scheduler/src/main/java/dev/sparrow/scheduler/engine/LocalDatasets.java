/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.plan.PersistedDataset;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import java.util.List;
import java.util.function.Supplier;

/// What the executors of a local engine keep of datasets.
///
/// @param cluster the one at work now
record LocalDatasets(StageRegistry book, Fabric fabric, Supplier<LocalCluster> cluster) implements DatasetStore {
    private void tell(Input input) {
        cluster.get().tell(input);
    }

    @Override
    public void persist(Lineage dataset, StorageLevel level) {
        book.persist(dataset, level);
    }

    @Override
    public void unpersist(DatasetId dataset, boolean blocking) {
        var cache = book.unpersist(dataset);
        if (blocking) {
            cache.ifPresent(dropped -> {
                fabric.drop(dropped);
                tell(new Input.CacheDropped(dropped));
            });
        } else {
            cache.ifPresent(this::drop);
        }
    }

    @Override
    public void checkpointed(Lineage dataset, SourceData.Checkpoint written) {
        book.cut(dataset, written).forEach(stage -> tell(new Input.ReleaseStage(stage)));
    }

    /// Frees a cache; does not wait.
    void drop(CacheId cache) {
        cluster.get().free(new ExecutorCommand.DropCache(cache));
        fabric.dropped(cache);
        tell(new Input.CacheDropped(cache));
    }

    @Override
    public boolean evict(DatasetId dataset, int partition) {
        return book.persisted().stream()
                .filter(persisted -> persisted.dataset().equals(dataset))
                .findAny()
                .flatMap(PersistedDataset::cache)
                .map(cache -> fabric.lose(cache, partition))
                .orElse(false);
    }

    @Override
    public List<StorageStatus> storage() {
        return book.persisted().stream().map(this::status).toList();
    }

    private StorageStatus status(PersistedDataset persisted) {
        var usage = persisted.cache().map(fabric::usage).orElse(new CachedPartitions.Usage(0, 0, 0));
        return new StorageStatus(
                persisted.dataset(),
                persisted.name(),
                persisted.level(),
                persisted.partitions(),
                usage.partitions(),
                usage.bytesInMemory(),
                usage.bytesOnDisk());
    }

    @Override
    public void cleanExchanges(Lineage target) {
        book.exchangesOf(target).forEach(stage -> tell(new Input.CleanOutput(stage)));
    }

    @Override
    public void release(DatasetId dataset) {
        var released = book.release(dataset);
        released.stages().forEach(stage -> tell(new Input.ReleaseOutput(stage)));
        released.caches().forEach(this::drop);
    }

    @Override
    public void forget(DatasetId dataset) {
        var forgotten = book.forget(dataset);
        forgotten.stages().forEach(stage -> tell(new Input.ReleaseStage(stage)));
        forgotten.caches().forEach(this::drop);
    }
}
