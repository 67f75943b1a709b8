/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.ShuffleReader;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What a task may ask of this JVM: blocks come from the store, everything else with the order.
final class LocalEnvironment implements TaskEnvironment, AutoCloseable {
    private final TaskOrder order;
    private final BlockStore blocks;
    private final Compilation compilation;
    private final TaskCounters counters = new TaskCounters();
    private final List<ShuffleReader> readers = new ArrayList<>();
    private volatile boolean cancelled;

    LocalEnvironment(TaskOrder order, BlockStore blocks, Compilation compilation) {
        this.order = order;
        this.blocks = blocks;
        this.compilation = compilation;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public AttemptId attempt() {
        return order.attempt();
    }

    @Override
    public Iterator<Object> slice(DatasetId source, int partition) {
        return order.stage().slices().get(source).get(partition).elements();
    }

    @Override
    public Iterator<Batch> shuffle(ShuffleId shuffle, int partition) {
        var reader = blocks.read(shuffle, order.inputs().exchanges().get(shuffle), partition);
        readers.add(reader);
        return reader;
    }

    @Override
    public ShuffleSink openShuffle(ShuffleId shuffle, int partitions) {
        return new BlockSink(blocks.open(shuffle, order.attempt().partition(), order.attempt(), partitions), counters);
    }

    @Override
    public SurveyAnswer survey(DatasetId dataset) {
        return order.inputs().surveys().get(dataset);
    }

    @Override
    public Compilation compilation() {
        return compilation;
    }

    @Override
    public TaskCounters counters() {
        return counters;
    }

    @Override
    public void checkCancelled() {
        if (cancelled) {
            throw new TaskCancelled();
        }
    }

    /// Gives up the blocks that the task has not read to the end.
    @Override
    public void close() {
        readers.forEach(ShuffleReader::close);
    }
}
