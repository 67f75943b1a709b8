/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.scheduler.driver.StageTable;
import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Optional;

/// The executors of an engine, and what they share with its drivers. They outlive drivers.
public interface Fabric extends AutoCloseable {

    /// An executor as one driver has it. For any thread; no call waits.
    interface Member {
        ExecutorId id();

        Capacity capacity();

        /// The machine it runs on, by name: its data are near to others there.
        String host();

        /// Begins to work for the driver.
        ///
        /// @return takes the driver's commands
        ExecutorLink begin(Actors actors);

        /// Has blocks or caches freed, also if the driver and the actors have failed.
        void free(ExecutorCommand command);

        /// As [TaskRunner#endAllAtNextCheck].
        void endAllAtNextCheck();

        /// Asks all attempts to stop, for the driver has failed or the executor is lost.
        void stop();

        /// The driver ends as it should.
        void close();
    }

    /// Makes actors for the threads of executors in this process.
    interface Actors {
        ExecutorLink actor(ExecutorId executor, TaskRunner threads);
    }

    /// The way of executors to one driver. For any thread; no call waits.
    interface Driver {
        void tell(ExecutorId executor, ExecutorEvent event);

        /// There is one more executor.
        void joined(Member executor);

        /// An executor is gone, with all it held; the driver asks for another one.
        void lost(ExecutorId executor, String reason);

        /// There is no executor, and none will ever come: jobs end.
        void hopeless(String reason);
    }

    /// Whether executors are in this process.
    boolean isHere();

    /// Whether what reaches executors has to be bytes.
    boolean ships();

    /// The stages of a new driver.
    StageTable newStages();

    /// The executors that are there by now, at work for a new driver.
    List<Member> members(StageTable stages, Driver driver);

    /// An executor is gone, with all it held; another one takes its place.
    ///
    /// @return the other one, at work for the driver; empty if there is no such executor, it cannot be replaced, or the
    ///   other one joins later
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

    /// The stores of all executors in this process.
    List<BlockStore> stores();

    @Override
    void close();
}
