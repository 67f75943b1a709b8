/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.closure.ByReference;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.config.Compilation;
import dev.sparrow.shared.TaskAccumulators;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CacheWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What all recipes that one attempt runs share.
final class LocalAttempt implements AutoCloseable {

    /// A reader or writer of blocks; closing what is closed does nothing.
    private final List<AutoCloseable> open = new ArrayList<>();

    /// A subset of those.
    private final List<CacheWriter> writers = new CopyOnWriteArrayList<>();

    private final TaskOrder order;
    private final BlockStore blocks;
    private final Compilation compilation;
    private final TaskCounters counters = new TaskCounters();
    private final TaskAccumulators accumulators = new TaskAccumulators();
    private volatile boolean cancelled;

    LocalAttempt(TaskOrder order, BlockStore blocks, Compilation compilation) {
        this.order = order;
        this.blocks = blocks;
        this.compilation = compilation;
    }

    TaskOrder order() {
        return order;
    }

    BlockStore blocks() {
        return blocks;
    }

    Compilation compilation() {
        return compilation;
    }

    TaskCounters counters() {
        return counters;
    }

    /// What a function of this attempt gets for what it has captured by reference.
    ByReference bind(ByReference captured) {
        return accumulators.bind(captured);
    }

    /// What its functions added to accumulators.
    List<TaskAccumulators.Added> added() {
        return accumulators.added();
    }

    /// For any thread. From now on nobody waits for what this attempt was to keep.
    void cancel() {
        cancelled = true;
        writers.forEach(CacheWriter::withdraw);
    }

    boolean cancelled() {
        return cancelled;
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

    /// Gives up the blocks that the task has not read or written to the end.
    @Override
    public void close() {
        for (var one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e); // none of them throws
            }
        }
    }
}
