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

/// An engine: it runs jobs. The context holds one; the API above knows nothing of stages, actors or threads.
///
/// All methods may be called from any thread. After [#close] every other call fails with
/// [dev.sparrow.error.ErrorCode#CONTEXT_CLOSED].
public interface Engine extends AutoCloseable {

    /// Plans a job, takes what its functions capture as it is now, and starts it.
    Job submit(JobRequest request);

    /// The stages that a job over `target` would have, as text for people.
    String explain(Lineage target);

    /// Jobs that are submitted from now on keep the partitions of `dataset`.
    void persist(Lineage dataset, StorageLevel level);

    /// Frees what is cached of the partitions of a dataset; jobs that are submitted from now on cache none.
    ///
    /// @param blocking whether to wait until it is freed; what tasks still read is freed by the last of them
    void unpersist(DatasetId dataset, boolean blocking);

    /// Gives up one cached partition, as if memory had been short; returns whether it was there.
    boolean evict(DatasetId dataset, int partition);

    /// A dataset was written: from now on it is read from there, and its lineage is [Lineage#cut].
    void checkpointed(Lineage dataset, SourceData.Checkpoint written);

    /// The datasets that are persisted, in the order of their ids.
    List<StorageStatus> storage();

    /// No handle reads what jobs keep of this dataset (blocks of its exchange, its survey, its partitions): it may go
    /// as soon as no running job needs it. What made it is kept, so that it can be made again. Never blocks.
    void release(DatasetId dataset);

    /// Frees what exchanges and surveys have made for this dataset since its last persisted ancestors, or for them, as
    /// soon as no running job needs it. What made it is kept, so that it can be made again.
    void cleanExchanges(Lineage target);

    /// Nothing can ask for this dataset any more: what made it may go, too, and it is persisted no longer. Never
    /// blocks.
    void forget(DatasetId dataset);

    /// Cancels all running jobs.
    void cancelAll(String reason);

    /// Waits until the listener has been told of everything that happened before this call.
    void awaitEvents();

    /// Ends running jobs with an error and frees threads, memory and files. Idempotent.
    @Override
    void close();
}
