/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.TaskScope;
import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.config.Compilation;
import dev.sparrow.event.Event;
import dev.sparrow.scheduler.plan.PlannedCache;
import dev.sparrow.scheduler.plan.TaskProgram;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CacheReader;
import dev.sparrow.storage.block.CacheWriter;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.memory.MemoryGrant;
import dev.sparrow.storage.memory.ResultMemory;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.Iterator;
import java.util.List;

/// The services of this JVM for a task: blocks and cached partitions come from the store, everything else with the
/// task's specification.
final class TaskServices implements TaskEnvironment {
    private static final String GONE =
            "It was cached and is not there any more: it had to make room, or its file was damaged or deleted.";
    private static final String PARTLY_GONE =
            "It was cached, but not all partitions were, and tasks that wait for each other make all of them or none.";

    private static final String MADE_AGAIN = "The task that reads it makes it again.";

    private final AttemptResources attempt;
    private final TaskProgram<?> program;

    TaskServices(AttemptResources attempt, TaskProgram<?> program) {
        this.attempt = attempt;
        this.program = program;
    }

    private BlockStore blocks() {
        return attempt.blocks();
    }

    private TaskOrder order() {
        return attempt.order();
    }

    @Override
    public AttemptId attempt() {
        return order().attempt();
    }

    @Override
    public Iterator<Object> slice(DatasetId source, int partition) {
        return program.slices().get(source).get(partition).elements();
    }

    @Override
    public Iterator<Batch> shuffle(ShuffleId shuffle, int partition) {
        var reader = attempt.closing(blocks().read(shuffle, order().inputs().exchanges().get(shuffle), partition));
        return new CountedBatches(reader, attempt.counters());
    }

    @Override
    public CachedPartition cached(DatasetId dataset, int partition) {
        var cache = program.caches().get(dataset);
        return order().seat()
                .filter(_ -> cache.barrier())
                .map(seat -> cachedTogether(cache, partition, new GangMember(seat, attempt)))
                .orElseGet(() -> cachedAlone(cache, partition));
    }

    /// Tasks that wait for each other take what is cached or make it all: those that had theirs would else be missed in
    /// the barrier. And they keep all or nothing, for what two launches have made need not fit together.
    private CachedPartition cachedTogether(PlannedCache cache, int partition, GangMember member) {
        var othersEnded = awaitOther(cache, partition);
        var cached = blocks().cached().read(cache.id(), partition).map(attempt::closing);
        if (member.agree(cached.map(TaskServices::launch))) {
            return new CachedPartition.Present(cached.orElseThrow());
        }
        cached.ifPresent(CacheReader::close);
        if (member.agree(othersEnded)) {
            cached.ifPresent(read -> blocks().cached().lose(cache.id(), partition, read));
        }
        requireInputs(cache, partition);
        var writer = attempt.writing(blocks().cached().open(cache.id(), partition, attempt()));
        if (!member.agree(writer.isOpen())) {
            writer.close();
        }
        return absent(cache, partition, writer, cached.isPresent() ? PARTLY_GONE : GONE);
    }

    /// Of which all partitions have been made together. All tasks of a gang have run equally often.
    private static String launch(CacheReader read) {
        return read.maker().stage() + "#" + read.maker().attempt();
    }

    private CachedPartition cachedAlone(PlannedCache cache, int partition) {
        while (true) {
            var awaited = awaitOther(cache, partition);
            var cached = blocks().cached().read(cache.id(), partition);
            if (cached.isPresent()) {
                return new CachedPartition.Present(attempt.closing(cached.get()));
            }
            requireInputs(cache, partition);
            var writer = attempt.writing(blocks().cached().open(cache.id(), partition, attempt()));
            // Another attempt may have begun, or even have ended, between the look and the claim.
            if (writer.isOpen() || !awaited || !blocks().cached().isUnderWay(cache.id(), partition, attempt())) {
                return absent(cache, partition, writer, GONE);
            }
        }
    }

    private CachedPartition absent(PlannedCache cache, int partition, CacheWriter writer, String why) {
        noteLoss(cache, partition, why);
        return new CachedPartition.Absent(
                cache.program().program().copy(attempt::bind),
                new TaskServices(attempt, cache.program()),
                TaskScope.of(cache.program().program().variables(), attempt::bind),
                new BlockCacheSink(writer));
    }

    /// Two jobs that begin with the same dataset would else compute all of it twice.
    private boolean awaitOther(PlannedCache cache, int partition) {
        try {
            return blocks().cached().awaitWriter(cache.id(), partition, attempt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checkCancelled();
            return false;
        }
    }

    private void noteLoss(PlannedCache cache, int partition, String why) {
        if (attempt.executor().everCached().test(cache.id(), partition)) {
            attempt.lost(new Event.DataLost(cache.label().toString(), List.of(partition), why, MADE_AGAIN));
        }
    }

    private void requireInputs(PlannedCache cache, int partition) {
        var wanted = cache.program().inputs().stages().stream().filter(order().inputs().skippable()::contains).toList();
        if (!wanted.isEmpty()) {
            throw new InputSkipped(
                    "Partition "
                            + partition
                            + " of "
                            + cache.label()
                            + " is not cached any more, and stages "
                            + wanted
                            + " have to run first to make it again.",
                    wanted);
        }
    }

    @Override
    public ShuffleSink openShuffle(ShuffleId shuffle, int partitions) {
        return new BlockSink(blocks().open(shuffle, attempt().partition(), attempt(), partitions), attempt.counters());
    }

    @Override
    public SurveyAnswer survey(DatasetId dataset) {
        return order().inputs().surveys().get(dataset).answer();
    }

    @Override
    public MemoryGrant memory() {
        return attempt.memory();
    }

    @Override
    public ResultMemory result() {
        return attempt.result();
    }

    @Override
    public SpillWriter openSpill(String operator) {
        return attempt.closing(blocks().openSpill(operator, attempt()));
    }

    @Override
    public Compilation compilation() {
        return attempt.compilation();
    }

    @Override
    public TaskCounters counters() {
        return attempt.counters();
    }

    @Override
    public void checkCancelled() {
        attempt.checkCancelled();
    }
}
