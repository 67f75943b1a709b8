/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.scheduler.machine.StageKind;
import dev.sparrow.scheduler.machine.StageSpec;
import dev.sparrow.scheduler.plan.Draft.StageKey;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Remembers which stage makes the data of which dataset, and with which closures.
///
/// Closures are taken when a job is submitted. The first job that completes an exchange pins them: whenever a block of
/// it is lost later, it is made again with the closures that made the others, whatever the driver has changed since. An
/// exchange that no job completed pins nothing; the next job takes its closures anew, under a new stage id.
///
/// Used by many threads.
public final class StageBook {
    private final Map<StageKey, Entry> entries = new HashMap<>();
    private final Map<StageId, StageKey> keys = new HashMap<>();
    private final Map<JobId, List<StageKey>> jobs = new HashMap<>();
    private final Map<DatasetId, Set<StageKey>> byDataset = new HashMap<>();
    private int nextStage;
    private int nextJob;

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
    public record PlannedJob(JobId id, List<PlannedStage> stages) {}

    /// Plans a job and takes the closures of the stages that have none pinned.
    public synchronized PlannedJob open(JobRequest request, ClassLoader userClasses) {
        var planned = new LinkedHashMap<StageKey, PlannedStage>();
        for (var cut : Planner.plan(request)) {
            var known = entries.get(cut.key());
            planned.put(cut.key(), known != null ? known.stage : take(cut.draft(), planned, userClasses));
        }
        var id = new JobId(nextJob++);
        remember(id, planned);
        return new PlannedJob(id, List.copyOf(planned.values()));
    }

    private PlannedStage take(Draft draft, Map<StageKey, PlannedStage> planned, ClassLoader userClasses) {
        var shuffles = new HashMap<ShuffleId, StageId>();
        var surveys = new HashMap<DatasetId, StageId>();
        var parents = new ArrayList<StageId>();
        for (var parent : draft.parents()) {
            var stage = planned.get(parent).id();
            parents.add(stage);
            switch (parent) {
                case StageKey.Exchange exchange -> shuffles.put(exchange.shuffle(), stage);
                case StageKey.Survey survey -> surveys.put(survey.dataset(), stage);
                case StageKey.Result _ -> throw new IllegalStateException("A result stage has no readers");
            }
        }
        var name = draft.label().toString();
        var spec = new StageSpec(new StageId(nextStage++), kind(draft.key()), name, draft.partitions(), parents);
        var program = Snapshot.take(draft.program(), "the functions of " + name);
        return new PlannedStage(spec, program, frozen(draft.slices()), shuffles, surveys, userClasses);
    }

    private static Map<DatasetId, List<FrozenSlice>> frozen(Map<DatasetId, List<List<Object>>> slices) {
        var frozen = new HashMap<DatasetId, List<FrozenSlice>>();
        slices.forEach((dataset, lists) -> frozen.put(dataset, lists.stream().map(FrozenSlice::of).toList()));
        return frozen;
    }

    private static StageKind kind(StageKey key) {
        return switch (key) {
            case StageKey.Exchange exchange -> new StageKind.Exchange(exchange.shuffle());
            case StageKey.Survey survey -> new StageKind.Survey(survey.dataset());
            case StageKey.Result _ -> new StageKind.Result();
        };
    }

    private void remember(JobId job, Map<StageKey, PlannedStage> planned) {
        var shared = new ArrayList<StageKey>();
        planned.forEach((key, stage) -> {
            datasetOf(key)
                    .ifPresent(dataset -> {
                        entries.computeIfAbsent(key, _ -> new Entry(stage)).jobs++;
                        keys.put(stage.id(), key);
                        byDataset.computeIfAbsent(dataset, _ -> new HashSet<>()).add(key);
                        shared.add(key);
                    });
        });
        jobs.put(job, shared);
    }

    private static Optional<DatasetId> datasetOf(StageKey key) {
        return switch (key) {
            case StageKey.Exchange exchange -> Optional.of(exchange.dataset());
            case StageKey.Survey survey -> Optional.of(survey.dataset());
            case StageKey.Result _ -> Optional.empty();
        };
    }

    /// All outputs of a stage were there: its closures are pinned.
    public synchronized void completed(StageId stage) {
        var key = keys.get(stage);
        if (key != null) {
            entries.get(key).completed = true;
        }
    }

    /// A job has ended. Returns the stages that no job completed and none is at work on: they are forgotten.
    public synchronized List<StageId> close(JobId job) {
        var forgotten = new ArrayList<StageId>();
        for (var key : jobs.remove(job)) {
            var entry = entries.get(key);
            if (entry != null && --entry.jobs == 0 && !entry.completed) {
                forgotten.add(forget(key));
            }
        }
        return forgotten;
    }

    /// The stages that make data of a dataset.
    public synchronized List<StageId> stagesOf(DatasetId dataset) {
        return byDataset.getOrDefault(dataset, Set.of()).stream()
                .map(key -> entries.get(key).stage.id())
                .sorted()
                .toList();
    }

    /// Nothing can ask for a dataset any more. Returns its stages, which are forgotten.
    public synchronized List<StageId> forget(DatasetId dataset) {
        var forgotten = new ArrayList<StageId>();
        for (var key : List.copyOf(byDataset.getOrDefault(dataset, Set.of()))) {
            forgotten.add(forget(key));
        }
        return forgotten;
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
