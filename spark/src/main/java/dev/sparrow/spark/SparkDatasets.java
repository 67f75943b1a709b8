/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.scheduler.plan.PersistedDataset;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.RDDInfo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What Spark keeps of datasets.
record SparkDatasets(StageRegistry book, SparkGraph graph) implements DatasetStore {

    /// On its way to Spark a partition waits wherever there is room; Spark's level is what the program says.
    @Override
    public void persist(Lineage dataset, StorageLevel level) {
        graph.persisted(dataset.id(), level);
        book.persist(dataset, StorageLevel.MEMORY_AND_DISK);
    }

    static org.apache.spark.storage.StorageLevel ofSpark(StorageLevel level) {
        return org.apache.spark.storage.StorageLevel.apply(
                level.useDisk(), level.useMemory(), false, level.useMemory(), level.replication());
    }

    @Override
    public void unpersist(DatasetId dataset, boolean blocking) {
        book.unpersist(dataset).ifPresent(cache -> graph.drop(cache, blocking));
    }

    @Override
    public boolean evict(DatasetId dataset, int partition) {
        var cache = cacheOf(dataset).flatMap(graph::cached);
        if (cache.isEmpty()) {
            return false;
        }
        var block = new RDDBlockId(cache.get().id(), partition);
        var master = SparkEnv.get().blockManager().master();
        var isThere = master.getLocations(block).nonEmpty();
        master.removeBlock(block);
        return isThere;
    }

    private Optional<CacheId> cacheOf(DatasetId dataset) {
        return book.persisted().stream()
                .filter(persisted -> persisted.dataset().equals(dataset))
                .findAny()
                .flatMap(PersistedDataset::cache);
    }

    /// How many partitions of it Spark has.
    static int held(RDD<?> cached) {
        var master = SparkEnv.get().blockManager().master();
        return (int)
                Arrays.stream(cached.partitions())
                        .filter(partition ->
                                master.getLocations(new RDDBlockId(cached.id(), partition.index())).nonEmpty())
                        .count();
    }

    @Override
    public List<StorageStatus> storage() {
        return book.persisted().stream().map(this::status).toList();
    }

    private StorageStatus status(PersistedDataset persisted) {
        var cached = persisted.cache().flatMap(graph::cached);
        var info = cached.flatMap(graph::info);
        return new StorageStatus(
                persisted.dataset(),
                persisted.name(),
                graph.levelOf(persisted.dataset()),
                persisted.partitions(),
                cached.map(SparkDatasets::held).orElse(0),
                info.map(RDDInfo::memSize).orElse(0L),
                info.map(RDDInfo::diskSize).orElse(0L));
    }

    @Override
    public void checkpointed(Lineage dataset, SourceData.Checkpoint written) {
        book.cut(dataset, written).forEach(graph::forget);
    }

    @Override
    public void release(DatasetId dataset) {
        var released = book.release(dataset);
        released.stages().forEach(graph::release);
        released.caches().forEach(cache -> graph.drop(cache, false));
    }

    @Override
    public void forget(DatasetId dataset) {
        graph.forget(book.forget(dataset));
    }

    @Override
    public void cleanExchanges(Lineage target) {
        book.exchangesOf(target).forEach(graph::release);
    }
}
