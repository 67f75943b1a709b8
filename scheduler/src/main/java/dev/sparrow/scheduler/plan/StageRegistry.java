/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.closure.IsolatedClasses;
import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Program;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.PreferredLocations;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.scheduler.plan.PlannedStage.TaskSetting;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.ResourceProfile;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Remembers which stage makes the data of which dataset, which datasets are persisted, and with which closures.
///
/// Closures are taken when a job is submitted. The first job that completes an exchange pins them: whenever a block of
/// it is lost later, it is made again with the closures that made the others, whatever the driver has changed since. An
/// exchange that no job completed pins nothing; the next job takes its closures anew, under a new stage id.
///
/// Used by many threads.
public final class StageRegistry {
    private final Map<StageKey, Entry> entries = new HashMap<>();
    private final Map<StageId, StageKey> keys = new HashMap<>();
    private final Map<JobId, OpenJob> jobs = new HashMap<>();
    private final Map<DatasetId, Set<StageKey>> byDataset = new HashMap<>();
    private final PersistedDatasets marks = new PersistedDatasets();

    /// Those that no handle reads, though others are still made from them.
    private final Set<DatasetId> released = new HashSet<>();

    private final Demand usual;
    private final boolean ships;
    private final Predicate<PlannedCache> isThere;
    private int nextStage;
    private int nextJob;

    /// For all of the above. Opening a job runs user code, for which the driver must not wait.
    private final Turns turns = new Turns();

    /// What is not wanted any more.
    public record Forgotten(List<StageId> stages, List<CacheId> caches) {}

    /// @param stages those that later jobs may share
    /// @param replaced those that this one made anew, since what they read is behind a checkpoint now
    private record OpenJob(Map<StageKey, StageId> stages, Map<DatasetId, PlannedCache> caches, Forgotten replaced) {}

    private static final class Entry {
        private final PlannedStage stage;
        private int jobs;
        private boolean completed;

        private Entry(PlannedStage stage) {
            this.stage = stage;
        }
    }

    /// A job as the driver gets it.
    ///
    /// @param stages all of them, parents first, the action's last
    /// @param caches those that they read, and that these are made of
    public record PlannedJob(JobId id, List<PlannedStage> stages, List<CacheSpec> caches) {}

    /// @param usual what a task is given where the program does not say
    /// @param ships whether programs have to be bytes
    /// @param isThere whether all partitions of a cache are there by now, for people
    public StageRegistry(Predicate<PlannedCache> isThere, Demand usual, boolean ships) {
        this.isThere = isThere;
        this.ships = ships;
        this.usual = usual;
    }

    /// Plans a job and takes the closures of the stages and persisted datasets that have none pinned.
    public PlannedJob open(JobRequest request, ClassLoader userClasses) {
        return turns.take(() -> plan(request, userClasses));
    }

    private PlannedJob plan(JobRequest request, ClassLoader userClasses) {
        var persisted = marks.datasets();
        var setting = new TaskSetting(userClasses, request.setting());
        var stages = new LinkedHashMap<StageKey, PlannedStage>();
        var caches = new HashMap<DatasetId, PlannedCache>();
        var listed = new HashSet<StageId>();
        var replaced = new Forgotten(new ArrayList<>(), new ArrayList<>());
        for (var part : Planner.plan(request, persisted)) {
            switch (part) {
                case CachePlan cache -> {
                    var dataset = cache.node().id();
                    var known = marks.taken(dataset).filter(taken -> isListed(taken.program().allInputs(), listed));
                    if (known.isEmpty()) {
                        marks.retake(dataset).ifPresent(replaced.caches()::add);
                    }
                    caches.put(dataset, known.orElseGet(() -> take(cache, stages, caches, userClasses)));
                }
                case StagePlan stage -> {
                    var known = entries.get(stage.key());
                    if (known != null && !isListed(known.stage.inputs(), listed)) {
                        replaced.stages().add(forget(stage.key()));
                        known = null;
                    }
                    var planned = known != null ? known.stage : take(stage, stages, caches, setting);
                    stages.put(stage.key(), planned);
                    listed.add(planned.id());
                }
            }
        }
        var id = new JobId(nextJob++);
        remember(id, stages, caches, replaced);
        var specs = new LinkedHashMap<CacheId, CacheSpec>();
        for (var stage : stages.values()) {
            for (var cache : stage.program().allCaches()) {
                specs.put(cache.id(), cache.spec());
            }
        }
        return new PlannedJob(id, List.copyOf(stages.values()), List.copyOf(specs.values()));
    }

    /// Whether a job lists the stages that something reads which an earlier job took. Else these are behind a
    /// checkpoint now.
    private static boolean isListed(StageInputs inputs, Set<StageId> listed) {
        return listed.containsAll(inputs.stages());
    }

    private PlannedCache take(
            CachePlan plan,
            Map<StageKey, PlannedStage> stages,
            Map<DatasetId, PlannedCache> caches,
            ClassLoader userClasses) {
        var node = plan.node();
        var ops = plan.ops();
        var program = program(ops.ops(), node.header().label(), ops, stages, caches, userClasses);
        return marks.take(
                node.id(), plan.barrier(), program, CacheReads.of(ops.ops(), node.partitions(), program.caches()));
    }

    private PlannedStage take(
            StagePlan plan,
            Map<StageKey, PlannedStage> stages,
            Map<DatasetId, PlannedCache> caches,
            TaskSetting setting) {
        var ops = plan.ops();
        var program =
                program(
                        new Program(ops.ops(), plan.output()),
                        plan.label(),
                        ops,
                        stages,
                        caches,
                        setting.userClasses());
        var inputs = program.allInputs();
        var spec =
                new StageSpec(
                        new StageId(nextStage++),
                        kind(plan.key()),
                        plan.label().toString(),
                        plan.partitions(),
                        List.copyOf(inputs.stages()),
                        program.skippable(),
                        plan.barrier(),
                        plan.resources().map(this::demand).orElse(usual),
                        CacheReads.of(ops.ops(), plan.partitions(), program.caches()),
                        plan.computed().map(StageRegistry::places).orElse(List.of()));
        var datasets =
                plan.computed()
                        .map(root ->
                                DatasetOutlines.of(
                                        root,
                                        plan.persisted(),
                                        dataset -> caches.containsKey(dataset) && isThere.test(caches.get(dataset))))
                        .orElse(List.of());
        return new PlannedStage(spec, program, inputs, setting, datasets);
    }

    /// A name may be that of a host, or of an executor.
    private static List<List<StageSpec.Place>> places(Lineage root) {
        return Lists.map(PreferredLocations.ofEach(root), StageRegistry::eitherWay);
    }

    private static List<StageSpec.Place> eitherWay(List<String> names) {
        var places = new ArrayList<StageSpec.Place>(2 * names.size());
        for (var name : names) {
            places.add(new StageSpec.Place.OnExecutor(ExecutorId.of(name)));
            places.add(new StageSpec.Place.OnHost(name));
        }
        return places;
    }

    private Demand demand(ResourceProfile profile) {
        return new Demand(profile.taskCpus().orElse(usual.cpus()), profile.taskResources());
    }

    private <P> TaskProgram<P> program(
            P program,
            Label label,
            StageOps ops,
            Map<StageKey, PlannedStage> stages,
            Map<DatasetId, PlannedCache> caches,
            ClassLoader userClasses) {
        var read = new LinkedHashMap<DatasetId, PlannedCache>();
        for (var dataset : ops.caches()) {
            read.put(dataset, caches.get(dataset));
        }
        var isShipped = ships || userClasses instanceof IsolatedClasses;
        var what = "the functions of " + label;
        var taken = taken(program, what, isShipped);
        // Elements may be of the user's classes, whose methods read variables wherever they get to.
        var makers = new ArrayList<Snapshot<?>>();
        for (var parent : ops.parents()) {
            makers.add(stages.get(parent).program().program());
        }
        for (var cache : read.values()) {
            makers.add(cache.program().program());
        }
        return new TaskProgram<>(
                taken.and(makers), frozen(ops.slices(), isShipped), inputs(ops.parents(), stages), read);
    }

    private static <P> Snapshot<P> taken(P program, String what, boolean isShipped) {
        return isShipped ? Snapshot.ship(program, what) : Snapshot.take(program, what);
    }

    private static StageInputs inputs(List<StageKey> parents, Map<StageKey, PlannedStage> stages) {
        var shuffles = new LinkedHashMap<ShuffleId, StageId>();
        var surveys = new LinkedHashMap<DatasetId, StageId>();
        for (var parent : parents) {
            var stage = stages.get(parent).id();
            switch (parent) {
                case StageKey.Exchange exchange -> shuffles.put(exchange.shuffle(), stage);
                case StageKey.Survey survey -> surveys.put(survey.dataset(), stage);
                case StageKey.Digest digest -> surveys.put(digest.dataset(), stage);
                case StageKey.Result _ -> throw new IllegalStateException("A result stage has no readers");
            }
        }
        return new StageInputs(shuffles, surveys);
    }

    private static Map<DatasetId, List<FrozenSlice>> frozen(
            Map<DatasetId, List<List<Object>>> slices, boolean isShipped) {
        var frozen = new HashMap<DatasetId, List<FrozenSlice>>();
        for (var of : slices.entrySet()) {
            frozen.put(of.getKey(), Lists.map(of.getValue(), isShipped ? FrozenSlice.Encoded::of : FrozenSlice::of));
        }
        return frozen;
    }

    private static StageKind kind(StageKey key) {
        return switch (key) {
            case StageKey.Exchange exchange -> new StageKind.Exchange(exchange.shuffle());
            case StageKey.Survey survey -> new StageKind.Survey(survey.dataset());
            case StageKey.Digest digest -> new StageKind.Survey(digest.dataset());
            case StageKey.Result _ -> new StageKind.Result();
        };
    }

    private void remember(
            JobId job, Map<StageKey, PlannedStage> planned, Map<DatasetId, PlannedCache> caches, Forgotten replaced) {
        var shared = new HashMap<StageKey, StageId>();
        for (var one : planned.entrySet()) {
            var key = one.getKey();
            var stage = one.getValue();
            var dataset = datasetOf(key);
            if (dataset.isPresent()) {
                entries.computeIfAbsent(key, _ -> new Entry(stage)).jobs++;
                keys.put(stage.id(), key);
                byDataset.computeIfAbsent(dataset.get(), _ -> new HashSet<>()).add(key);
                shared.put(key, stage.id());
            }
        }
        marks.begin(caches);
        jobs.put(job, new OpenJob(shared, caches, replaced));
    }

    private static Optional<DatasetId> datasetOf(StageKey key) {
        return switch (key) {
            case StageKey.Exchange exchange -> Optional.of(exchange.dataset());
            case StageKey.Survey survey -> Optional.of(survey.dataset());
            case StageKey.Digest digest -> Optional.of(digest.dataset());
            case StageKey.Result _ -> Optional.empty();
        };
    }

    /// All outputs of a stage were there: its closures are pinned. Does not wait.
    public void completed(StageId stage) {
        turns.post(() -> {
            var key = keys.get(stage);
            if (key != null) {
                entries.get(key).completed = true;
            }
        });
    }

    /// Some partition of a cache is there: its closures are pinned. Does not wait.
    public void begun(CacheId cache) {
        turns.post(() -> marks.begun(cache));
    }

    /// A job has ended. Forgets the stages that no job completed and none is at work on, and caches that hold nothing
    /// or are for no handle. Does not wait, but is done before another job is opened.
    ///
    /// @param then what happens to what was forgotten, on any thread; must not wait
    public void close(JobId job, Consumer<Forgotten> then) {
        turns.post(() -> then.accept(close(job)));
    }

    private Forgotten close(JobId job) {
        var open = jobs.remove(job);
        if (open == null) {
            return new Forgotten(List.of(), List.of());
        }
        var forgotten = open.replaced();
        open.stages()
                .forEach((key, stage) -> {
                    var entry = entries.get(key);
                    if (entry != null && entry.stage.id().equals(stage) && --entry.jobs == 0 && !entry.completed) {
                        forgotten.stages().add(forget(key));
                    }
                });
        forgotten.caches().addAll(marks.end(open.caches()));
        return forgotten;
    }

    /// The driver is gone and another one begins, which knows no stage: all jobs have ended, and later ones take all
    /// stages anew. Does not wait, but is done before another job is opened.
    ///
    /// @param then what happens to what was forgotten, on any thread; must not wait
    public void restart(Consumer<Forgotten> then) {
        turns.post(() -> {
            var caches = new ArrayList<CacheId>();
            List.copyOf(jobs.keySet()).forEach(job -> caches.addAll(close(job).caches()));
            var stages = List.copyOf(entries.keySet()).stream().map(this::forget).toList();
            then.accept(new Forgotten(stages, caches));
        });
    }

    /// Jobs that are opened from now on keep the partitions of a dataset.
    public void persist(Lineage dataset, StorageLevel level) {
        turns.take(() -> {
            marks.persist(dataset, level);
            return null;
        });
    }

    /// A dataset was written: its lineage is cut, and it is read from there from now on. What is cached of it stays.
    /// Returns the stages that made its data, which nobody asks for any more.
    public List<StageId> cut(Lineage dataset, SourceData.Checkpoint written) {
        return turns.take(() -> {
            dataset.cut(written);
            var readsFiles = StageCutter.cutBehind(dataset, Set.of()).ops();
            marks.recut(
                    dataset.id(),
                    TaskProgram.ofFiles(taken(readsFiles, "the files of " + dataset.header().label(), ships)));
            return forgetStagesOf(dataset.id());
        });
    }

    /// Looks at lineage while none is cut.
    public <T> T unchanged(Supplier<T> look) {
        return turns.take(look);
    }

    private List<StageId> forgetStagesOf(DatasetId dataset) {
        return List.copyOf(byDataset.getOrDefault(dataset, Set.of())).stream().map(this::forget).toList();
    }

    /// Jobs that are opened from now on keep nothing of a dataset. Returns the cache that is to be dropped.
    public Optional<CacheId> unpersist(DatasetId dataset) {
        return turns.take(() -> marks.unpersist(dataset));
    }

    /// No handle reads a dataset. Returns the stages whose outputs may go once a stage has read them, and the cache
    /// that is to be dropped.
    public Forgotten release(DatasetId dataset) {
        return turns.take(() -> {
            released.add(dataset);
            return new Forgotten(stagesOf(dataset), marks.release(dataset).stream().toList());
        });
    }

    /// The driver knows a job, which may make what was released before. Does not wait.
    ///
    /// @param then hears of the stages whose outputs may go once a stage has read them, on any thread; must not wait
    public void submitted(PlannedJob job, Consumer<StageId> then) {
        turns.post(() -> {
            for (var stage : job.stages()) {
                var key = keys.get(stage.id());
                if (key != null && datasetOf(key).filter(released::contains).isPresent()) {
                    then.accept(stage.id());
                }
            }
        });
    }

    /// What is persisted, in the order of the datasets.
    public List<PersistedDataset> persisted() {
        return turns.take(marks::all);
    }

    /// The stages that make data of a dataset and of its ancestors, without those of persisted ancestors.
    public List<StageId> exchangesOf(Lineage target) {
        return turns.take(() -> {
            var persisted = marks.datasets();
            Function<Lineage, List<Lineage>> unpersistedParents =
                    node -> node.parents().stream().filter(parent -> !persisted.contains(parent.id())).toList();
            return LineageWalk.parentsFirst(target, unpersistedParents).stream()
                    .flatMap(node -> stagesOf(node.id()).stream())
                    .toList();
        });
    }

    private List<StageId> stagesOf(DatasetId dataset) {
        return byDataset.getOrDefault(dataset, Set.of()).stream()
                .map(key -> entries.get(key).stage.id())
                .sorted()
                .toList();
    }

    /// Nothing can ask for a dataset any more. Its stages are forgotten, and it is persisted no longer.
    public Forgotten forget(DatasetId dataset) {
        return turns.take(() -> {
            released.remove(dataset);
            return new Forgotten(forgetStagesOf(dataset), marks.unpersist(dataset).stream().toList());
        });
    }

    private StageId forget(StageKey key) {
        var stage = entries.remove(key).stage.id();
        keys.remove(stage);
        datasetOf(key)
                .ifPresent(dataset -> {
                    var others = byDataset.get(dataset);
                    others.remove(key);
                    if (others.isEmpty()) {
                        byDataset.remove(dataset);
                    }
                });
        return stage;
    }
}
