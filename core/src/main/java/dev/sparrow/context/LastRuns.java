/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the last jobs did, in figures, for `explainAnalyze`: of each stage that ran, records, bytes, times and how even
/// its tasks were. For any thread.
public final class LastRuns implements SparrowListener {
    private static final int JOBS_MAX = 100;
    private static final int STAGES_MAX = 2_000;

    private final Map<JobId, AnalyzedJob> jobs = new Recent<>(JOBS_MAX);
    private final Map<StageId, StageFigures> stages = new Recent<>(STAGES_MAX);

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int max;

        private Recent(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }

    @Override
    public synchronized void onEvent(Event event) {
        switch (event) {
            case Event.JobStarted started -> {
                started.plan().forEach(this::know);
                jobs.put(started.job(), new AnalyzedJob(started.job(), started.label(), started.plan()));
            }
            case Event.JobFinished finished -> {
                var job = jobs.get(finished.job());
                if (job != null) {
                    job.end(finished.took(), finished.succeeded());
                }
            }
            case Event.StageStarted(var stage, _, _, _) -> figures(stage).ifPresent(StageFigures::begin);
            case Event.StageFinished(var stage, var took) -> figures(stage).ifPresent(known -> known.end(took));
            case Event.TaskFinished(var attempt, _, var metrics) -> add(attempt.stage(), metrics);
            case Event.OfStage _,
                    Event.OfTask _,
                    Event.OfExecutor _,
                    Event.OfPartition _,
                    Event.DataLost _,
                    Event.Warning _ -> {}
        }
    }

    private void know(StageOutline outline) {
        stages.computeIfAbsent(outline.stage(), _ -> new StageFigures());
    }

    private Optional<StageFigures> figures(StageId stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    private void add(StageId stage, TaskMetrics metrics) {
        var known = stages.get(stage);
        if (known != null) {
            known.add(metrics);
        }
    }

    /// What the last job over a dataset did, as text for people.
    ///
    /// @param name of the dataset, such as `map at A.java:3`
    public synchronized String analyze(DatasetId dataset, String name) {
        AnalyzedJob last = null;
        for (var job : jobs.values()) {
            if (job.hasEnded() && job.isOver(dataset)) {
                last = job;
            }
        }
        return last == null
                ? "No job over "
                        + name
                        + " has ended. Run an action on it first; only the last "
                        + JOBS_MAX
                        + " are known.\n"
                : last.text(stages);
    }
}
