/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import java.util.List;

/// What an engine keeps of datasets from one job to the next. For any thread.
public interface DatasetStore {

    /// Jobs that are submitted from now on keep the partitions of `dataset`.
    void persist(Lineage dataset, StorageLevel level);

    /// Frees what is cached of the partitions of a dataset; jobs that are submitted from now on cache none.
    ///
    /// @param blocking whether to wait until it is freed; what tasks still read is freed by the last of them
    void unpersist(DatasetId dataset, boolean blocking);

    /// Gives up one cached partition, as if memory had been short; returns whether it was there.
    boolean evict(DatasetId dataset, int partition);

    /// The datasets that are persisted, in the order of their ids.
    List<StorageStatus> storage();

    /// A dataset was written: from now on it is read from there, and its lineage is [Lineage#cut].
    void checkpointed(Lineage dataset, SourceData.Checkpoint written);

    /// No handle reads what jobs keep of this dataset (blocks of its exchange, its survey, its partitions): it may go
    /// as soon as no running job needs it, also what a later job makes of it on its way to another dataset. What made
    /// it is kept, so that it can be made again. Never blocks.
    void release(DatasetId dataset);

    /// Nothing can ask for this dataset any more: what made it may go, too, and it is persisted no longer. Never
    /// blocks.
    void forget(DatasetId dataset);

    /// Frees what exchanges and surveys have made for this dataset since its last persisted ancestors, or for them, as
    /// soon as no running job needs it. What made it is kept, so that it can be made again.
    void cleanExchanges(Lineage target);
}
