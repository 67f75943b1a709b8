/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A stage, as far as events have told of it.
public final class StageState {
    private StageOutline outline;
    private final List<JobState> jobs = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final TaskTable tasks = new TaskTable();
    private final Map<Figure, Long> totals = new EnumMap<>(Figure.class);
    private final Map<String, OnDisk> spills = new TreeMap<>();
    private int done;
    private int failed;

    /// A run of a stage: of all its tasks, or of those whose output was lost.
    public static final class Run {
        private final int number;
        private final int tasks;
        private final long start;
        private long end = JobState.NEVER;
        private String failure = "";

        private Run(int number, int tasks, long start) {
            this.number = number;
            this.tasks = tasks;
            this.start = start;
        }

        public int number() {
            return number;
        }

        /// How many tasks it has.
        public int tasks() {
            return tasks;
        }

        public long start() {
            return start;
        }

        /// [Long#MAX_VALUE] while it is under way, and after a job that gave it up.
        public long end() {
            return end;
        }

        /// Why it failed; empty if it did not.
        public String failure() {
            return failure;
        }
    }

    /// What an operator put on disk for want of memory.
    public record OnDisk(long rows, long bytes) {}

    StageState(StageOutline outline) {
        this.outline = outline;
    }

    /// A job has it in its plan.
    void plannedBy(JobState job) {
        jobs.add(job);
    }

    /// A later job may know more of it.
    void outline(StageOutline now) {
        outline = now;
    }

    void begin(int number, int count, long at) {
        runs.add(new Run(number, count, at));
    }

    void end(long at, String failure) {
        if (!runs.isEmpty() && runs.getLast().end == JobState.NEVER) {
            runs.getLast().end = at;
            runs.getLast().failure = failure;
        }
    }

    void add(TaskMetrics metrics) {
        done++;
        for (var figure : Figure.values()) {
            totals.merge(figure, figure.of(metrics), Long::sum);
        }
        for (var spill : metrics.spills()) {
            spills.merge(
                    spill.operator(),
                    new OnDisk(spill.rows(), spill.bytes()),
                    (one, other) -> new OnDisk(one.rows() + other.rows(), one.bytes() + other.bytes()));
        }
    }

    void addFailure() {
        failed++;
    }

    /// An executor is gone. What it ran of a stage that has ended, nobody waited for any more.
    void lose(ExecutorId gone, String reason, long at) {
        var cancelled = !runs.isEmpty() && runs.getLast().end != JobState.NEVER;
        var lost = tasks.lose(gone, reason, cancelled, at);
        failed += cancelled ? 0 : lost;
    }

    public StageId id() {
        return outline.stage();
    }

    /// Such as `reduceByKey at WordCount.java:31`.
    public String name() {
        return outline.name();
    }

    public Collection<StageId> parents() {
        return outline.parents();
    }

    /// How many tasks it has if all are to run.
    public int partitions() {
        return outline.tasks();
    }

    /// The datasets that its tasks compute or read, in the order in which they do.
    public List<DatasetOutline> datasets() {
        return outline.datasets();
    }

    /// Those that have it in their plans, in the order in which they were started.
    List<JobState> jobs() {
        return jobs;
    }

    public List<Run> runs() {
        return List.copyOf(runs);
    }

    public TaskTable tasks() {
        return tasks;
    }

    /// What its operators put on disk, by their names.
    public Map<String, OnDisk> spills() {
        return Map.copyOf(spills);
    }

    long total(Figure figure) {
        return totals.getOrDefault(figure, 0L);
    }

    int done() {
        return done;
    }

    int failed() {
        return failed;
    }
}
