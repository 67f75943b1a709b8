/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.ByReference;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.config.Compilation;
import dev.sparrow.event.Event;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.TaskAccumulators;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CacheWriter;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.memory.MemoryGrant;
import dev.sparrow.storage.memory.ResultMemory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The resources that all programs share which one attempt runs.
final class AttemptResources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptResources.class);

    /// A reader or writer of blocks; closing what is closed does nothing.
    private final List<AutoCloseable> open = new ArrayList<>();

    /// A subset of those.
    private final List<CacheWriter> writers = new CopyOnWriteArrayList<>();

    /// Null until the attempt has begun.
    private volatile TaskOrder order;

    private final ExecutorContext executor;
    private final TaskCounters counters = new TaskCounters();
    private final List<Event.DataLost> lost = new ArrayList<>();
    private final TaskAccumulators accumulators = new TaskAccumulators();
    private final MemoryGrant memory;
    private final ResultMemory result;
    private boolean handedOver;
    private volatile boolean cancelled;

    AttemptResources(ExecutorContext executor) {
        this.executor = executor;
        this.memory = executor.blocks().budget().grant();
        this.result = executor.blocks().budget().result();
    }

    /// The attempt begins; nothing else may be asked before.
    void begin(TaskOrder begun) {
        order = begun;
    }

    /// Null until the attempt has begun.
    TaskOrder order() {
        return order;
    }

    ExecutorContext executor() {
        return executor;
    }

    BlockStore blocks() {
        return executor.blocks();
    }

    Compilation compilation() {
        return executor.compilation();
    }

    MemoryGrant memory() {
        return memory;
    }

    ResultMemory result() {
        return result;
    }

    /// The result, with what it takes of memory; whoever gets it gives that back.
    Parcel handOver(Parcel parcel) {
        if (result.bytes() == 0) {
            return parcel;
        }
        handedOver = true;
        return new Parcel.Held(parcel, result);
    }

    TaskCounters counters() {
        return counters;
    }

    /// What a function of this attempt gets for what it has captured by reference.
    ByReference bind(ByReference captured) {
        return accumulators.bind(captured);
    }

    /// Shows what its functions have in each accumulator so far.
    void eachAccumulator(BiConsumer<AccumulatorV2<?, ?>, Object> visitor) {
        accumulators.each(visitor);
    }

    /// What its functions added to accumulators.
    List<AccumulatorV2<?, ?>> added() {
        return accumulators.added();
    }

    /// A partition is computed again that was there once.
    void lost(Event.DataLost one) {
        lost.add(one);
    }

    List<Event.DataLost> lost() {
        return List.copyOf(lost);
    }

    /// For any thread. From now on nobody waits for what this attempt was to keep.
    void cancel() {
        cancelled = true;
        writers.forEach(CacheWriter::withdraw);
    }

    /// The part of [#cancel] that makes no object: the attempt ends at its next check.
    void endAtNextCheck() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    void checkCancelled() {
        if (cancelled) {
            throw new TaskCancelled();
        }
    }

    /// To be closed when the attempt ends.
    <C extends AutoCloseable> C closing(C opened) {
        open.add(opened);
        return opened;
    }

    /// As [#closing].
    CacheWriter writing(CacheWriter writer) {
        writers.add(writer);
        if (cancelled) {
            writer.withdraw();
        }
        return closing(writer);
    }

    /// The attempt has failed though its work was done: nobody will want what it made.
    ///
    /// @param output may be null
    void takeBack(Object output) {
        writers.forEach(CacheWriter::takeBack);
        if (output instanceof MapOutput written) {
            executor.blocks().drop(written);
        }
    }

    /// Gives up the blocks that the task has not read or written to the end, what it has put on disk for itself, and
    /// its memory.
    @Override
    public void close() {
        memory.close();
        if (!handedOver) {
            result.close();
        }
        for (var one : open) {
            try {
                one.close();
            } catch (Exception e) {
                // The driver must hear how the attempt ended, whatever this is.
                LOG.error("A task left something open. Please report this.", e);
            }
        }
    }
}
