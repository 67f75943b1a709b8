/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Program;
import dev.sparrow.compute.run.ProgramRun;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Settings;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.shared.BroadcastStore;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The real planner and the real operators, run one task after the other on the caller's thread, with one fault.
///
/// What stages made is kept until the next fault is planted. Closures are not copied.
public final class FaultyEngine implements Engine, EngineProvider, DatasetStore {
    private final Map<StageKey, List<Object>> outputs = new HashMap<>();
    private final Compilation compilation;
    private final StageWatcher watcher;
    private final List<TaskOf> ran = new ArrayList<>();
    private Mutation mutation = new Mutation.None("no fault");

    /// What a task was to run, before any fault.
    private record TaskOf(Program program, int partition) {}

    /// Compares what the tasks of a stage have opened.
    @FunctionalInterface
    public interface StageWatcher {

        /// Told after the last task.
        ///
        /// @param opened the lines of operators
        /// @param isWhole whether all partitions were computed
        void ran(Program program, Set<String> opened, boolean isWhole);
    }

    public FaultyEngine() {
        this(Compilation.AUTO, (_, _, _) -> {});
    }

    public FaultyEngine(Compilation compilation, StageWatcher watcher) {
        this.compilation = compilation;
        this.watcher = watcher;
    }

    public void plant(Mutation fault) {
        outputs.clear();
        ran.clear();
        mutation = fault;
    }

    /// Whether a fault changes anything of what tasks have run since the last one was planted. If not, they would only
    /// do the same again.
    public boolean isConcernedBy(Mutation fault) {
        return !(fault instanceof Mutation.InProgram(_, var change))
                || ran.stream()
                        .anyMatch(task -> !change.plant(task.program(), task.partition()).equals(task.program()));
    }

    @Override
    public Job submit(JobRequest request) {
        var stages = Planner.plan(request, Set.of()).stream().map(StagePlan.class::cast).toList();
        for (var stage : stages.subList(0, stages.size() - 1)) {
            if (!outputs.containsKey(stage.key())) {
                outputs.put(stage.key(), run(stage, IntStream.range(0, stage.partitions()).boxed().toList()));
            }
        }
        var partials = run(stages.getLast(), request.partitions());
        return new Finished(
                mutation instanceof Mutation.InPartials(_, var fault)
                        ? fault.plant(request.action(), partials)
                        : partials);
    }

    private List<Object> run(StagePlan stage, List<Integer> partitions) {
        var ops = stage.ops();
        var planned = new Program(ops.ops(), stage.output());
        var results = new ArrayList<Object>();
        var opened = new HashSet<String>();
        for (var partition : partitions) {
            ran.add(new TaskOf(planned, partition));
            var program =
                    mutation instanceof Mutation.InProgram(_, var fault) ? fault.plant(planned, partition) : planned;
            var environment =
                    new FaultyEnvironment(
                            ops,
                            stage.output(),
                            partition,
                            outputs,
                            mutation,
                            compilation,
                            operator -> opened.add(operator.get()));
            results.add(ProgramRun.run(program, partition, environment));
        }
        watcher.ran(planned, opened, partitions.size() == stage.partitions());
        return results;
    }

    private record Finished(List<Object> partials) implements Job {
        @Override
        public Optional<SparrowException> mergeAccumulators() {
            return Optional.empty();
        }

        @Override
        public JobId id() {
            return new JobId(0);
        }

        @Override
        public List<Object> await() {
            return partials;
        }

        @Override
        public Map<Integer, Object> finished() {
            return Map.of();
        }

        @Override
        public void cancel(String reason) {}
    }

    @Override
    public List<String> forms() {
        return List.of("local");
    }

    @Override
    public boolean accepts(String master) {
        return true;
    }

    @Override
    public Engine start(String master, Settings settings, EventSink listeners) {
        return this;
    }

    @Override
    public String explain(Lineage target) {
        return Explanation.of(target, List.of(), compilation);
    }

    @Override
    public DatasetStore datasets() {
        return this;
    }

    @Override
    public BroadcastStore broadcasts() {
        throw new AssertionError("no random pipeline has a broadcast");
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void persist(Lineage dataset, StorageLevel level) {}

    @Override
    public void unpersist(DatasetId dataset, boolean blocking) {}

    @Override
    public boolean evict(DatasetId dataset, int partition) {
        return false;
    }

    @Override
    public void checkpointed(Lineage dataset, SourceData.Checkpoint written) {}

    @Override
    public List<StorageStatus> storage() {
        return List.of();
    }

    @Override
    public void cleanExchanges(Lineage target) {}

    @Override
    public void release(DatasetId dataset) {}

    @Override
    public void forget(DatasetId dataset) {}

    @Override
    public void cancelAll(String reason) {}

    @Override
    public void awaitEvents() {}

    @Override
    public void close() {}
}
