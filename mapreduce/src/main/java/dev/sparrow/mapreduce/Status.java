/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.event.StageOutline;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of the MapReduce jobs of a context while they run, from its events (Dean & Ghemawat 2004, section 4.8,
/// *Status Information*): progress, bytes, each task with its attempts, and the workers that have failed.
public final class Status implements SparrowListener {
    /// Of a stage with more tasks, the others are only counted.
    private static final int TASKS_SHOWN = 10_000;

    private final Map<StageId, StageState> stages = new LinkedHashMap<>();
    private final List<String> failedWorkers = new ArrayList<>();

    /// One stage of a job so far.
    ///
    /// @param job the name of the MapReduce job that ran it first
    /// @param stage its name, such as `repartitionAndSortWithinPartitions at Sort.java:31`
    /// @param reduces whether it reads what other tasks have emitted
    /// @param tasks how many there are
    /// @param running attempts that run now, backups among them
    /// @param done tasks that have ended well
    /// @param failedAttempts that failed or were cancelled
    /// @param bytesRead of files and of other tasks
    /// @param bytesWritten to files and for other tasks
    public record Progress(
            String job,
            String stage,
            boolean reduces,
            int tasks,
            int running,
            int done,
            int failedAttempts,
            long bytesRead,
            long bytesWritten) {}

    /// An attempt of a task so far.
    ///
    /// @param state such as `running`, or why it failed
    public record Attempt(AttemptId id, ExecutorId worker, String state) {}

    private static final class StageState {
        private final String job;
        private final StageOutline outline;
        private final Map<AttemptId, Attempt> attempts = new LinkedHashMap<>();
        private final java.util.BitSet done = new java.util.BitSet();
        private int running;
        private int failed;
        private long bytesRead;
        private long bytesWritten;

        StageState(String job, StageOutline outline) {
            this.job = job;
            this.outline = outline;
        }

        private void show(AttemptId id, ExecutorId worker, String state) {
            if (attempts.size() < TASKS_SHOWN || attempts.containsKey(id)) {
                attempts.put(id, new Attempt(id, worker, state));
            }
        }

        void onTask(Event.OfTask event) {
            switch (event) {
                case Event.TaskStarted(var id, var worker) -> {
                    running++;
                    show(id, worker, "running");
                }
                case Event.TaskFinished(var id, var worker, var metrics) -> {
                    running--;
                    done.set(id.partition());
                    bytesRead += metrics.files().bytesRead() + metrics.bytes().shuffleRead();
                    bytesWritten += metrics.files().bytesWritten() + metrics.bytes().shuffleWritten();
                    show(id, worker, "done in " + metrics.ran().toMillis() + " ms");
                }
                case Event.TaskFailed(var id, var worker, var reason) -> {
                    running--;
                    failed++;
                    show(id, worker, reason);
                }
            }
        }

        Progress progress() {
            return new Progress(
                    job,
                    outline.name(),
                    !outline.parents().isEmpty(),
                    outline.tasks(),
                    running,
                    done.cardinality(),
                    failed,
                    bytesRead,
                    bytesWritten);
        }
    }

    private Status() {}

    /// Of the jobs of a context from now on.
    public static Status of(Sparrow sc) {
        var status = new Status();
        sc.addListener(status);
        return status;
    }

    @Override
    public synchronized void onEvent(Event event) {
        switch (event) {
            case Event.JobStarted started -> {
                var job = started.description().properties().get(Job.PROPERTY);
                if (job != null) {
                    started.plan().forEach(stage -> stages.putIfAbsent(stage.stage(), new StageState(job, stage)));
                }
            }
            case Event.OfTask task -> {
                var stage = stages.get(task.attempt().stage());
                if (stage != null) {
                    stage.onTask(task);
                }
            }
            case Event.ExecutorLeft(var worker, var cause) -> failedWorkers.add(worker + ": " + cause);
            case Event.JobFinished _,
                    Event.OfStage _,
                    Event.ExecutorJoined _,
                    Event.OfPartition _,
                    Event.DataLost _,
                    Event.Warning _ -> {}
        }
    }

    /// The stages of all jobs, in the order in which they were planned.
    public synchronized List<Progress> stages() {
        return stages.values().stream().map(StageState::progress).toList();
    }

    /// The attempts of a stage, by its place in [#stages].
    public synchronized List<Attempt> attempts(int stage) {
        return List.copyOf(new ArrayList<>(stages.values()).get(stage).attempts.values());
    }

    /// Executors that are gone, each with the reason.
    public synchronized List<String> failedWorkers() {
        return List.copyOf(failedWorkers);
    }

    /// All of it for people, as a page of HTML.
    public synchronized String page() {
        return StatusPage.of(this);
    }
}
