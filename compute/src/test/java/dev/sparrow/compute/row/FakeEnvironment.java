/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.TaskCancelled;
import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.config.Compilation;
import dev.sparrow.storage.block.BlockStore;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A process in which one task after the other runs: collections, shuffles and surveys are maps in memory.
public final class FakeEnvironment implements TaskEnvironment {
    private final ResultMemory result = MemoryGrant.unlimited().result();

    /// One map task's blocks, by partition.
    record Blocks(List<List<Object>> partitions) {}

    private final Map<DatasetId, List<List<Object>>> slices = new HashMap<>();
    private final Map<ShuffleId, List<Blocks>> shuffles = new HashMap<>();
    private final Map<ShuffleId, List<Batch>> batches = new HashMap<>();
    private final Map<DatasetId, SurveyAnswer> surveys = new HashMap<>();
    private final Compilation compilation;
    private final TaskCounters counters = new TaskCounters();
    private RuntimeException shuffleFailure;
    private MemoryGrant memory = MemoryGrant.unlimited();
    private BlockStore spills;
    private long checks;
    private long cancelAtCheck = Long.MAX_VALUE;
    private int openSinks;

    public FakeEnvironment(Compilation compilation) {
        this.compilation = compilation;
    }

    void putSlices(DatasetId source, List<List<Object>> slicesOfSource) {
        slices.put(source, slicesOfSource);
    }

    /// What every partition of the shuffle holds.
    void putBatches(ShuffleId shuffle, List<Batch> batchesOfShuffle) {
        batches.put(shuffle, batchesOfShuffle);
    }

    public void putSurvey(DatasetId dataset, List<Object> partials) {
        surveys.put(dataset, new SurveyAnswer(partials));
    }

    List<Blocks> blocks(ShuffleId shuffle) {
        return shuffles.getOrDefault(shuffle, List.of());
    }

    /// Shuffles lose all that is behind their first element.
    void loseBlocks(RuntimeException failure) {
        shuffleFailure = failure;
    }

    /// The attempt is cancelled when it asks the `check`-th time, counted from now.
    void cancelAtCheck(long check) {
        checks = 0;
        cancelAtCheck = check;
    }

    long checks() {
        return checks;
    }

    int openSinks() {
        return openSinks;
    }

    @Override
    public AttemptId attempt() {
        return new AttemptId(new StageId(7), 3, 1);
    }

    @Override
    public Iterator<Object> slice(DatasetId source, int partition) {
        return slices.get(source).get(partition).iterator();
    }

    @Override
    public Iterator<Batch> shuffle(ShuffleId shuffle, int partition) {
        if (batches.containsKey(shuffle)) {
            return batches.get(shuffle).iterator();
        }
        var elements = new ArrayList<>();
        blocks(shuffle).forEach(blocks -> elements.addAll(blocks.partitions().get(partition)));
        return shuffleFailure == null
                ? List.of(Batch.of(elements.toArray())).iterator()
                : new Losing(elements.getFirst(), shuffleFailure);
    }

    private static final class Losing implements Iterator<Batch> {
        private final Object first;
        private final RuntimeException failure;
        private int asked;

        private Losing(Object first, RuntimeException failure) {
            this.first = first;
            this.failure = failure;
        }

        @Override
        public boolean hasNext() {
            if (asked > 0) {
                throw failure;
            }
            return true;
        }

        @Override
        public Batch next() {
            asked++;
            return Batch.of(new Object[] {first});
        }
    }

    @Override
    public CachedPartition cached(DatasetId dataset, int partition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ShuffleSink openShuffle(ShuffleId shuffle, int partitions) {
        openSinks++;
        var written = new ArrayList<List<Object>>();
        for (var p = 0; p < partitions; p++) {
            written.add(new ArrayList<>());
        }
        return new ShuffleSink() {
            @Override
            public void write(int partition, Object element) {
                written.get(partition).add(element);
            }

            @Override
            public void write(Window window, int[] targets) {
                for (var row = 0; row < window.size(); row++) {
                    write(targets[row], window.get(row));
                }
            }

            @Override
            public Object commit() {
                shuffles.computeIfAbsent(shuffle, _ -> new ArrayList<>()).add(new Blocks(written));
                return "committed";
            }

            @Override
            public void close() {
                openSinks--;
            }
        };
    }

    @Override
    public SurveyAnswer survey(DatasetId dataset) {
        return surveys.get(dataset);
    }

    /// Memory is short from now on, and what has no room goes to this store.
    public void spillTo(BlockStore store) {
        spills = store;
        memory = store.budget().grant();
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
        return spills.openSpill(operator, attempt());
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
        if (++checks >= cancelAtCheck) {
            throw new TaskCancelled();
        }
    }
}
