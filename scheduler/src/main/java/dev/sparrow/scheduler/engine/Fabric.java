/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The executors of an engine, and what they share with its drivers. They outlive drivers.
interface Fabric extends AutoCloseable {

    /// An executor as one driver has it.
    ///
    /// @param link takes commands on to the actor of the executor
    record Member(
            ExecutorId id,
            Capacity capacity,
            TaskRunner threads,
            DriverLink driver,
            Function<ExecutorLink, ExecutorLink> link) {}

    /// The way of executors to one driver.
    interface Driver {
        void tell(ExecutorId executor, ExecutorEvent event);
    }

    /// Whether what reaches executors has to be bytes.
    boolean ships();

    /// The stages of a new driver.
    StageTable newStages();

    /// The executors, at work for a new driver.
    List<Member> members(StageTable stages, Driver driver);

    /// An executor is gone, with all it held; another one takes its place.
    ///
    /// @return the other one, at work for the driver; empty if there is no such executor, or it cannot be replaced
    Optional<Member> replace(ExecutorId lost, Driver driver);

    /// Has a job ready for executors, on the thread of whoever submits it.
    void prepare(StageRegistry.PlannedJob job);

    CachedPartitions.Usage usage(CacheId cache);

    /// Frees a cache, and waits until that is done.
    void drop(CacheId cache);

    /// Executors have been told to free a cache.
    void dropped(CacheId cache);

    /// Nothing asks the driver for the value of a broadcast any more.
    void forgetBroadcast(long id);

    /// Loses one cached partition; returns whether it was there.
    boolean lose(CacheId cache, int partition);

    /// The stores of all executors.
    List<BlockStore> stores();

    @Override
    void close();
}
