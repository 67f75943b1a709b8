/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.storage.memory.MemoryGrant;
import dev.sparrow.storage.memory.ResultMemory;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a task of a [FaultyEngine] reads and writes, all in memory.
final class FaultyEnvironment implements TaskEnvironment {
    private final ResultMemory result = MemoryGrant.unlimited().result();
    private final StageOps ops;
    private final ProgramOutput output;
    private final int task;
    private final Map<StageKey, List<Object>> outputs;
    private final Mutation mutation;
    private final Compilation compilation;
    private final Consumer<Supplier<String>> opened;
    private final TaskCounters counters = new TaskCounters();
    private final MemoryGrant memory = MemoryGrant.unlimited();

    FaultyEnvironment(
            StageOps ops,
            ProgramOutput output,
            int task,
            Map<StageKey, List<Object>> outputs,
            Mutation mutation,
            Compilation compilation,
            Consumer<Supplier<String>> opened) {
        this.ops = ops;
        this.output = output;
        this.task = task;
        this.outputs = outputs;
        this.mutation = mutation;
        this.compilation = compilation;
        this.opened = opened;
    }

    /// What one map task wrote: a block for each partition. Readers get elements of their own.
    private record Blocks(List<FrozenSlice> blocks) {
        List<Object> of(int partition) {
            var elements = new ArrayList<Object>();
            blocks.get(partition).elements().forEachRemaining(elements::add);
            return elements;
        }
    }

    @Override
    public MemoryGrant memory() {
        return memory;
    }

    @Override
    public ResultMemory result() {
        return result;
    }

    @Override
    public SpillWriter openSpill(String operator) {
        throw new AssertionError("this engine has memory for everything");
    }

    @Override
    public Compilation compilation() {
        return compilation;
    }

    @Override
    public void opened(Supplier<String> operator) {
        opened.accept(operator);
    }

    @Override
    public AttemptId attempt() {
        return new AttemptId(new StageId(0), task, 0);
    }

    @Override
    public Iterator<Object> slice(DatasetId source, int partition) {
        var slices = ops.slices().get(source);
        return mutation instanceof Mutation.InSlices(_, var fault)
                ? fault.plant(slices, partition).iterator()
                : slices.get(partition).iterator();
    }

    @Override
    public Iterator<Batch> shuffle(ShuffleId shuffle, int partition) {
        var blocks = new ArrayList<List<Object>>();
        outputs.forEach((key, made) -> {
            if (key instanceof StageKey.Exchange exchange && exchange.shuffle().equals(shuffle)) {
                made.forEach(output -> blocks.add(((Blocks) output).of(partition)));
            }
        });
        var read = mutation instanceof Mutation.InBlocks(_, var fault) ? fault.apply(blocks) : blocks;
        return read.stream().map(block -> Batch.of(block.toArray())).iterator();
    }

    @Override
    public CachedPartition cached(DatasetId dataset, int partition) {
        throw new AssertionError("this engine keeps nothing");
    }

    @Override
    public ShuffleSink openShuffle(ShuffleId shuffle, int partitions) {
        return new Sink(partitions);
    }

    private final class Sink implements ShuffleSink {
        private final List<List<Object>> open = new ArrayList<>();

        Sink(int partitions) {
            for (var p = 0; p < partitions; p++) {
                open.add(new ArrayList<>());
            }
        }

        @Override
        public void write(int partition, Object element) {
            open.get(target(partition)).add(element);
        }

        @Override
        public void write(Window window, int[] partitions) {
            for (var row = 0; row < window.size(); row++) {
                write(partitions[row], window.get(row));
            }
        }

        private int target(int partition) {
            return mutation instanceof Mutation.InWrites(_, var fault)
                            && output instanceof ProgramOutput.ShuffleWrite write
                    ? fault.plant(write.exchange(), task, partition)
                    : partition;
        }

        @Override
        public Object commit() {
            return new Blocks(open.stream().map(FrozenSlice::of).toList());
        }

        @Override
        public void close() {}
    }

    @Override
    public SurveyAnswer survey(DatasetId dataset) {
        var answers = outputs.get(new StageKey.Survey(dataset));
        return new SurveyAnswer(mutation instanceof Mutation.InSurvey(_, var fault) ? fault.apply(answers) : answers);
    }

    @Override
    public TaskCounters counters() {
        return counters;
    }

    @Override
    public void checkCancelled() {}
}
