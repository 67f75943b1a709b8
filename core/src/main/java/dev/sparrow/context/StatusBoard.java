/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.status.ExecutorInfo;
import dev.sparrow.status.JobInfo;
import dev.sparrow.status.SparrowStatusTracker;
import dev.sparrow.status.StageInfo;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What is known of the jobs and stages of a context. For any thread.
public final class StatusBoard implements SparrowStatusTracker, SparrowListener {
    private static final int REMEMBERED_MAX = 1_000;

    private final TreeMap<JobId, JobInfo> jobs = new TreeMap<>();
    private final TreeMap<StageId, StageInfo> stages = new TreeMap<>();
    private final String executor;
    private final int slots;

    public StatusBoard(String executor, int slots) {
        this.executor = executor;
        this.slots = slots;
    }

    @Override
    public synchronized List<JobId> getJobIdsForGroup(String group) {
        return jobs.values().stream()
                .filter(job -> job.group().equals(Optional.ofNullable(group)))
                .map(JobInfo::jobId)
                .toList();
    }

    @Override
    public synchronized List<JobId> getJobIdsForTag(String tag) {
        return jobs.values().stream().filter(job -> job.tags().contains(tag)).map(JobInfo::jobId).toList();
    }

    @Override
    public synchronized List<JobId> getActiveJobIds() {
        return jobs.values().stream()
                .filter(job -> job.status() == JobInfo.JobStatus.RUNNING)
                .map(JobInfo::jobId)
                .toList();
    }

    @Override
    public synchronized List<StageId> getActiveStageIds() {
        return stages.values().stream().filter(StageInfo::active).map(StageInfo::stageId).toList();
    }

    @Override
    public synchronized Optional<JobInfo> getJobInfo(JobId job) {
        return Optional.ofNullable(jobs.get(job));
    }

    @Override
    public synchronized Optional<StageInfo> getStageInfo(StageId stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    @Override
    public synchronized List<ExecutorInfo> getExecutorInfos() {
        var active = stages.values().stream().mapToInt(StageInfo::activeTasks).sum();
        return List.of(new ExecutorInfo(executor, slots, active));
    }

    /// Takes note of a job that was submitted.
    public synchronized void submitted(JobInfo job) {
        // Events may have come before the call that submitted the job has returned.
        var known = jobs.get(job.jobId());
        jobs.put(job.jobId(), known == null ? job : with(job, known.stages()));
        trim(jobs);
    }

    /// Takes note of the end of a job.
    public synchronized void ended(JobId job, boolean succeeded) {
        jobs.computeIfPresent(
                job, (_, info) -> with(info, succeeded ? JobInfo.JobStatus.SUCCEEDED : JobInfo.JobStatus.FAILED));
    }

    @Override
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
                            (known, _) -> with(known, ids));
            case Event.StageStarted(var stage, var name, var tasks, var attempt) -> {
                stages.put(stage, new StageInfo(stage, name, attempt, tasks, 0, 0, 0, true));
                trim(stages);
            }
            case Event.StageFinished(var stage, _) -> update(stage, StatusBoard::ended);
            case Event.TaskStarted(var attempt, _) -> update(attempt.stage(), info -> counting(info, 1, 0, 0));
            case Event.TaskFinished(var attempt, _) -> update(attempt.stage(), info -> counting(info, -1, 1, 0));
            case Event.TaskFailed(var attempt, _) -> update(attempt.stage(), info -> counting(info, -1, 0, 1));
            case Event.JobFinished(var job, _, _) ->
                    Optional.ofNullable(jobs.get(job)).ifPresent(info -> info.stages().forEach(this::end));
            case Event.DataLost _, Event.Warning _ -> {}
        }
    }

    private void end(StageId stage) {
        update(stage, StatusBoard::ended);
    }

    private void update(StageId stage, UnaryOperator<StageInfo> change) {
        stages.computeIfPresent(stage, (_, info) -> change.apply(info));
    }

    private static JobInfo with(JobInfo job, JobInfo.JobStatus status) {
        return new JobInfo(job.jobId(), status, job.label(), job.stages(), job.group(), job.description(), job.tags());
    }

    private static JobInfo with(JobInfo job, List<StageId> stages) {
        return new JobInfo(
                job.jobId(),
                job.status(),
                job.label(),
                List.copyOf(stages),
                job.group(),
                job.description(),
                job.tags());
    }

    private static StageInfo counting(StageInfo stage, int started, int completed, int failed) {
        return new StageInfo(
                stage.stageId(),
                stage.name(),
                stage.attempt(),
                stage.tasks(),
                Math.max(0, stage.activeTasks() + started),
                stage.completedTasks() + completed,
                stage.failedTasks() + failed,
                stage.active());
    }

    private static StageInfo ended(StageInfo stage) {
        return new StageInfo(
                stage.stageId(),
                stage.name(),
                stage.attempt(),
                stage.tasks(),
                stage.activeTasks(),
                stage.completedTasks(),
                stage.failedTasks(),
                false);
    }

    private static void trim(NavigableMap<?, ?> remembered) {
        while (remembered.size() > REMEMBERED_MAX) {
            remembered.pollFirstEntry();
        }
    }
}
