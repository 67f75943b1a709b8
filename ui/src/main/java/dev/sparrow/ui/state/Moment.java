/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A run as it was at some time: what had begun by then, and of that what had ended.
public final class Moment {
    private final RunState run;
    private final long at;

    Moment(RunState run, long at) {
        this.run = run;
        this.at = at;
    }

    public RunFacts facts() {
        return run.facts();
    }

    /// In microseconds since the start of the run.
    public long at() {
        return at;
    }

    /// Whether it is the last of which anything is known.
    public boolean isLast() {
        return at >= run.last();
    }

    /// Whether the run had ended.
    public boolean isOver() {
        return run.isOver() && isLast();
    }

    /// The whole run, of which this is a moment.
    public RunState run() {
        return run;
    }

    // ---- Jobs and stages --------------------------------------------------------------------------------------------

    /// In the order in which they were started.
    public List<JobView> jobs() {
        return run.jobs().stream().filter(job -> job.start() <= at).map(job -> new JobView(this, job)).toList();
    }

    public Optional<JobView> job(JobId id) {
        return run.job(id).filter(job -> job.start() <= at).map(job -> new JobView(this, job));
    }

    /// All that any job so far has in its plan.
    public List<StageView> stages() {
        return run.stages().stream()
                .filter(stage -> StageView.isPlanned(stage, at) || StageView.hasBegun(stage, at))
                .map(stage -> new StageView(this, stage))
                .toList();
    }

    public Optional<StageView> stage(StageId id) {
        return run.known(id).map(stage -> new StageView(this, stage));
    }

    // ---- Executors --------------------------------------------------------------------------------------------------

    /// An executor at a moment.
    ///
    /// @param present whether it was there
    /// @param running attempts
    public record ExecutorView(
            ExecutorState executor, boolean present, int running, int done, int failed, long busyMicros) {}

    /// Those that had joined, also those that had left again.
    public List<ExecutorView> executors() {
        var counts = new LinkedHashMap<String, ExecutorCounts>();
        run.stages().forEach(stage -> ExecutorCounts.add(counts, stage.tasks(), at));
        return run.executors().stream()
                .filter(executor -> executor.joined() <= at)
                .map(executor -> {
                    var count = counts.getOrDefault(executor.id().toString(), new ExecutorCounts());
                    return new ExecutorView(
                            executor, executor.left() > at, count.running, count.done, count.failed, count.busyMicros);
                })
                .toList();
    }

    private static final class ExecutorCounts {
        private int running;
        private int done;
        private int failed;
        private long busyMicros;

        private static void add(Map<String, ExecutorCounts> counts, TaskTable tasks, long at) {
            for (var row = 0; row < tasks.rows(); row++) {
                if (tasks.start(row) <= at) {
                    of(counts, tasks.executor(row).toString()).add(tasks, row, at);
                }
            }
            tasks.running().stream()
                    .filter(one -> one.start() <= at)
                    .forEach(one -> of(counts, one.executor().toString()).running++);
        }

        private static ExecutorCounts of(Map<String, ExecutorCounts> counts, String executor) {
            return counts.computeIfAbsent(executor, _ -> new ExecutorCounts());
        }

        private void add(TaskTable tasks, int row, long at) {
            busyMicros += Math.min(at, tasks.end(row)) - tasks.start(row);
            if (tasks.end(row) > at) {
                running++;
                return;
            }
            var _ =
                    switch (tasks.status(row)) {
                        case DONE -> done++;
                        case FAILED -> failed++;
                        case CANCELLED -> 0;
                    };
        }
    }

    // ---- Cached data ------------------------------------------------------------------------------------------------

    /// A partition that is cached.
    ///
    /// @param last what happened to it last
    public record CachedPartition(
            int partition, String executor, long bytesInMemory, long bytesOnDisk, CacheChange last) {}

    /// A dataset with the partitions of it that are cached.
    public record CachedDataset(DatasetId id, String name, int partitions, String level, List<CachedPartition> cached) {
        public long bytesInMemory() {
            return cached.stream().mapToLong(CachedPartition::bytesInMemory).sum();
        }

        public long bytesOnDisk() {
            return cached.stream().mapToLong(CachedPartition::bytesOnDisk).sum();
        }
    }

    /// Datasets of which something was cached so far, also those of which nothing is left.
    public List<CachedDataset> cached() {
        var byDataset = new TreeMap<DatasetId, Map<String, CachedPartition>>();
        var levels = new TreeMap<DatasetId, String>();
        for (var change : changes()) {
            var partitions = byDataset.computeIfAbsent(change.dataset(), _ -> new TreeMap<>(Moment::byNumber));
            var where = change.partition() + " " + change.executor();
            var _ =
                    switch (change) {
                        case CacheChange.Cached(
                                        _,
                                        var id,
                                        var number,
                                        var executor,
                                        var level,
                                        var memory,
                                        var disk) -> {
                            levels.put(id, level.toString());
                            yield partitions.put(
                                    where, new CachedPartition(number, executor.toString(), memory, disk, change));
                        }
                        case CacheChange.Spilled(_, _, var number, var executor, _, var disk) ->
                                partitions.put(
                                        where, new CachedPartition(number, executor.toString(), 0, disk, change));
                        case CacheChange.Gone _ -> partitions.remove(where);
                    };
        }
        var outlines = outlines();
        var cached = new ArrayList<CachedDataset>();
        byDataset.forEach((id, partitions) -> {
            var outline = Optional.ofNullable(outlines.get(id));
            cached.add(
                    new CachedDataset(
                            id,
                            outline.map(Moment::name).orElse("dataset " + id),
                            outline.map(DatasetOutline::partitions).orElse(partitions.size()),
                            levels.getOrDefault(id, ""),
                            List.copyOf(partitions.values())));
        });
        return cached;
    }

    private static int byNumber(String one, String other) {
        var byNumber = Integer.compare(number(one), number(other));
        return byNumber != 0 ? byNumber : one.compareTo(other);
    }

    private static int number(String where) {
        return Integer.parseInt(where.substring(0, where.indexOf(' ')));
    }

    private static String name(DatasetOutline dataset) {
        return dataset.operator() + " at " + dataset.line();
    }

    /// What happened to cached partitions so far.
    public List<CacheChange> changes() {
        return run.cacheChanges().stream().filter(change -> change.at() <= at).toList();
    }

    /// The datasets of all plans so far.
    public Map<DatasetId, DatasetOutline> outlines() {
        var outlines = new TreeMap<DatasetId, DatasetOutline>();
        stages().forEach(stage -> stage.datasets().forEach(dataset -> outlines.put(dataset.dataset(), dataset)));
        return outlines;
    }

    // ---- What people should know ------------------------------------------------------------------------------------

    public List<Happening> happenings() {
        return run.happenings().stream().filter(happening -> happening.at() <= at).toList();
    }

    /// Losses of data so far, each with what was done about it.
    public List<Recomputed> recomputed() {
        return Recomputed.of(this);
    }

    /// What each line of the program cost, of those that any stage so far names: by the line, such as
    /// `WordCount.java:31`.
    public Map<String, LineCost> costs() {
        return LineCost.of(this);
    }
}
