/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A view of the jobs and stages of a context while they run, for progress bars and the like. For any thread.
///
/// Of jobs it knows at once; of stages and tasks some ten milliseconds late, as listeners do. The last thousand of
/// either are remembered.
public final class SparrowStatusTracker {
    private static final int REMEMBERED_MAX = 1_000;

    private final TreeMap<JobId, JobInfo> jobs = new TreeMap<>();
    private final TreeMap<StageId, StageInfo> stages = new TreeMap<>();
    private final String executor;
    private final int slots;

    public SparrowStatusTracker(String executor, int slots) {
        this.executor = executor;
        this.slots = slots;
    }

    /// The jobs of a group that are remembered, the latest last; null for those without one.
    public synchronized List<JobId> getJobIdsForGroup(String group) {
        return jobs.values().stream()
                .filter(job -> job.group().equals(Optional.ofNullable(group)))
                .map(JobInfo::jobId)
                .toList();
    }

    /// The jobs with a tag that are remembered.
    public synchronized List<JobId> getJobIdsForTag(String tag) {
        return jobs.values().stream().filter(job -> job.tags().contains(tag)).map(JobInfo::jobId).toList();
    }

    /// The jobs that run.
    public synchronized List<JobId> getActiveJobIds() {
        return jobs.values().stream()
                .filter(job -> job.status() == JobInfo.JobStatus.RUNNING)
                .map(JobInfo::jobId)
                .toList();
    }

    /// The stages of which tasks run.
    public synchronized List<StageId> getActiveStageIds() {
        return stages.values().stream().filter(StageInfo::active).map(StageInfo::stageId).toList();
    }

    /// Empty if the job is not remembered.
    public synchronized Optional<JobInfo> getJobInfo(JobId job) {
        return Optional.ofNullable(jobs.get(job));
    }

    /// Empty if the stage is not remembered.
    public synchronized Optional<StageInfo> getStageInfo(StageId stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /// The processes that run tasks: in masters `local…` this one.
    public synchronized List<ExecutorInfo> getExecutorInfos() {
        var active = stages.values().stream().mapToInt(StageInfo::activeTasks).sum();
        return List.of(new ExecutorInfo(executor, slots, active));
    }

    public synchronized void submitted(JobInfo job) {
        // Events may have come before the call that submitted the job has returned.
        var known = jobs.get(job.jobId());
        jobs.put(job.jobId(), known == null ? job : job.with(known.stages()));
        trim(jobs);
    }

    public synchronized void ended(JobId job, boolean succeeded) {
        jobs.computeIfPresent(
                job, (_, info) -> info.with(succeeded ? JobInfo.JobStatus.SUCCEEDED : JobInfo.JobStatus.FAILED));
    }

    /// Takes in an event; see [SparrowListener].
    public synchronized void onEvent(Event event) {
        switch (event) {
            case Event.JobStarted(var job, var label, var ids) ->
                    jobs.merge(
                            job,
                            new JobInfo(
                                    job,
                                    JobInfo.JobStatus.RUNNING,
                                    label,
                                    ids,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Set.of()),
                            (known, _) -> known.with(ids));
            case Event.StageStarted(var stage, var name, var tasks, var attempt) -> {
                stages.put(stage, new StageInfo(stage, name, attempt, tasks, 0, 0, 0, true));
                trim(stages);
            }
            case Event.StageFinished(var stage, _) -> update(stage, StageInfo::ended);
            case Event.TaskStarted(var attempt, _) -> update(attempt.stage(), info -> info.counting(1, 0, 0));
            case Event.TaskFinished(var attempt, _) -> update(attempt.stage(), info -> info.counting(-1, 1, 0));
            case Event.TaskFailed(var attempt, _) -> update(attempt.stage(), info -> info.counting(-1, 0, 1));
            case Event.JobFinished(var job, _, _) ->
                    Optional.ofNullable(jobs.get(job)).ifPresent(info -> info.stages().forEach(this::end));
            case Event.DataLost _, Event.Warning _ -> {}
        }
    }

    private void end(StageId stage) {
        update(stage, StageInfo::ended);
    }

    private void update(StageId stage, UnaryOperator<StageInfo> change) {
        stages.computeIfPresent(stage, (_, info) -> change.apply(info));
    }

    private static void trim(NavigableMap<?, ?> remembered) {
        while (remembered.size() > REMEMBERED_MAX) {
            remembered.pollFirstEntry();
        }
    }
}
