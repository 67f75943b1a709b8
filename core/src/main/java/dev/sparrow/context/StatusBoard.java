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
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of the jobs and stages of a context. For any thread.
public final class StatusBoard implements SparrowStatusTracker, SparrowListener {
    private static final int REMEMBERED_MAX = 1_000;

    private final TreeMap<JobId, JobInfo> jobs = new TreeMap<>();
    private final TreeMap<StageId, StageInfo> stages = new TreeMap<>();
    private final TreeMap<ExecutorId, Worker> executors = new TreeMap<>();

    private static final class Worker {
        private final int slots;
        private int activeTasks;

        private Worker(int slots) {
            this.slots = slots;
        }
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
        var infos = new ArrayList<ExecutorInfo>();
        executors.forEach((id, worker) -> infos.add(new ExecutorInfo(id.toString(), worker.slots, worker.activeTasks)));
        return infos;
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
        var known = jobs.get(job);
        if (known != null) {
            jobs.put(job, with(known, succeeded ? JobInfo.JobStatus.SUCCEEDED : JobInfo.JobStatus.FAILED));
        }
    }

    @Override
    public synchronized void onEvent(Event event) {
        switch (event) {
            case Event.JobStarted started -> {
                var known = jobs.get(started.job());
                jobs.put(started.job(), known == null ? info(started) : with(known, started.stages()));
                trim(jobs);
            }
            case Event.JobFinished finished -> {
                var job = jobs.get(finished.job());
                if (job != null) {
                    job.stages().forEach(this::end);
                }
            }
            case Event.StageStarted(var stage, var name, var tasks, var attempt) -> {
                stages.put(stage, new StageInfo(stage, name, attempt, tasks, 0, 0, 0, true));
                trim(stages);
            }
            case Event.StageFinished finished -> end(finished.stage());
            case Event.StageFailed failed -> end(failed.stage());
            case Event.TaskStarted started -> count(started, 1, 0, 0);
            case Event.TaskFinished finished -> count(finished, -1, 1, 0);
            case Event.TaskFailed failed -> count(failed, -1, 0, 1);
            case Event.ExecutorJoined(var executor, _, var slots, _) -> executors.put(executor, new Worker(slots));
            case Event.ExecutorLeft left -> executors.remove(left.executor());
            case Event.OfPartition _, Event.DataLost _, Event.Warning _ -> {}
        }
    }

    private static JobInfo info(Event.JobStarted started) {
        var said = started.description();
        return new JobInfo(
                started.job(),
                JobInfo.JobStatus.RUNNING,
                started.label(),
                started.stages(),
                said.group(),
                said.description(),
                said.tags());
    }

    private void count(Event.OfTask event, int started, int completed, int failed) {
        var stage = stages.get(event.attempt().stage());
        if (stage != null) {
            stages.put(stage.stageId(), counting(stage, started, completed, failed));
        }
        var worker = executors.get(event.executor());
        if (worker != null) {
            worker.activeTasks = Math.max(0, worker.activeTasks + started);
        }
    }

    private void end(StageId id) {
        var stage = stages.get(id);
        if (stage != null) {
            stages.put(id, ended(stage));
        }
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
