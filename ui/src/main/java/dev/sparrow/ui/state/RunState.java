/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.StageOutline;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A run, folded from its events: everything that can be shown of it, at any time of it.
///
/// Nothing is forgotten that once held: what begins and ends has both times, and what changes is a list of changes. So
/// the state after all events also tells what it was before ([Moment]), and no snapshots are needed to go back. Times
/// are microseconds since the start of the run. Not for several threads.
public final class RunState {
    /// The reason that the engine gives for attempts that were told to end.
    private static final String CANCELLED = "cancelled";

    private final RunFacts facts;
    private final TreeMap<JobId, JobState> jobs = new TreeMap<>();
    private final TreeMap<StageId, StageState> stages = new TreeMap<>();
    private final Map<ExecutorId, ExecutorState> present = new HashMap<>();
    private final List<ExecutorState> executors = new ArrayList<>();
    private final List<CacheChange> cached = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private long last;
    private long events;
    private boolean over;

    public RunState(RunFacts facts) {
        this.facts = facts;
    }

    // ---- Taking events ----------------------------------------------------------------------------------------------

    public void onEvent(At timed) {
        var at = facts.micros(timed.at());
        events++;
        last = Math.max(last, at);
        switch (timed.event()) {
            case Event.OfJob ofJob -> onJob(ofJob, at);
            case Event.OfStage ofStage -> onStage(ofStage, at);
            case Event.OfTask ofTask -> onTask(ofTask, at);
            case Event.OfExecutor ofExecutor -> onExecutor(ofExecutor, at);
            case Event.OfPartition ofPartition -> cached.add(change(ofPartition, at));
            case Event.DataLost(var name, var partitions, var reason, var consequence) ->
                    happenings.add(new Happening.Lost(at, name, partitions, reason, consequence));
            case Event.Warning(var message) -> happenings.add(new Happening.Warned(at, message));
        }
    }

    /// Nothing comes any more.
    public void end(long at) {
        last = Math.max(last, at);
        over = true;
    }

    private void onJob(Event.OfJob event, long at) {
        switch (event) {
            case Event.JobStarted started -> {
                started.plan().forEach(this::know);
                var said = started.description();
                var told = new JobState.Said(said.group(), said.description(), said.tags());
                var job = new JobState(started.job(), started.label(), told, started.stages(), at);
                jobs.put(started.job(), job);
                started.stages().forEach(stage -> stage(stage).plannedBy(job));
            }
            case Event.JobFinished(var id, _, var error) -> {
                var job = jobs.get(id);
                if (job != null) {
                    job.end(at, error);
                    job.stages().forEach(stage -> giveUp(stage, at));
                }
            }
        }
    }

    private void know(StageOutline outline) {
        var known = stages.get(outline.stage());
        if (known == null) {
            stages.put(outline.stage(), new StageState(outline));
        } else {
            known.outline(outline);
        }
    }

    /// A job that ends leaves stages unfinished if it failed; those that no other job wants run no more.
    private void giveUp(StageId id, long at) {
        var stage = stages.get(id);
        if (stage != null && stage.jobs().stream().noneMatch(job -> job.end() == JobState.NEVER)) {
            stage.end(at, "its job ended");
        }
    }

    private void onStage(Event.OfStage event, long at) {
        var stage = stage(event.stage());
        switch (event) {
            case Event.StageStarted(_, var name, var tasks, var run) -> {
                if (stage.name().isEmpty()) {
                    stage.outline(new StageOutline(event.stage(), name, List.of(), tasks, List.of()));
                }
                stage.begin(run, tasks, at);
            }
            case Event.StageFinished _ -> stage.end(at, "");
            case Event.StageFailed(_, var reason) -> stage.end(at, reason);
        }
    }

    /// Events may be missing: whoever was too slow was left out of some.
    private StageState stage(StageId id) {
        return stages.computeIfAbsent(
                id, unknown -> new StageState(new StageOutline(unknown, "", List.of(), 0, List.of())));
    }

    private void onTask(Event.OfTask event, long at) {
        var stage = stage(event.attempt().stage());
        switch (event) {
            case Event.TaskStarted(var attempt, var executor) -> stage.tasks().begin(attempt, executor, at);
            case Event.TaskFinished(var attempt, var executor, var metrics) -> {
                stage.tasks().finish(attempt, executor, metrics, at);
                stage.add(metrics);
            }
            case Event.TaskFailed(var attempt, var executor, var reason) ->
                    failed(stage, attempt, executor, reason, at);
        }
    }

    private static void failed(StageState stage, AttemptId attempt, ExecutorId executor, String reason, long at) {
        var cancelled = reason.equals(CANCELLED);
        stage.tasks().fail(attempt, executor, reason, cancelled, at);
        if (!cancelled) {
            stage.addFailure();
        }
    }

    private void onExecutor(Event.OfExecutor event, long at) {
        switch (event) {
            case Event.ExecutorJoined(var id, var host, var slots, _) -> {
                if (!present.containsKey(id)) { // listeners that come late are told again
                    var joined = new ExecutorState(id, host, slots, at);
                    present.put(id, joined);
                    executors.add(joined);
                }
            }
            case Event.ExecutorLeft(var id, var cause) -> {
                var gone = present.remove(id);
                if (gone != null) {
                    gone.leave(at, cause);
                }
                stages.values().forEach(stage -> stage.lose(id, "executor " + id + " left: " + cause, at));
            }
        }
    }

    private static CacheChange change(Event.OfPartition event, long at) {
        return switch (event) {
            case Event.PartitionCached(var dataset, var partition, var executor, var level, var memory, var disk) ->
                    new CacheChange.Cached(at, dataset, partition, executor, level, memory, disk);
            case Event.PartitionSpilled(var dataset, var partition, var executor, var other, var disk) ->
                    new CacheChange.Spilled(at, dataset, partition, executor, other, disk);
            case Event.PartitionEvicted(var dataset, var partition, var executor, var other) ->
                    new CacheChange.Gone(at, dataset, partition, executor, CacheChange.How.EVICTED, other);
            case Event.PartitionLost(var dataset, var partition, var executor) ->
                    new CacheChange.Gone(at, dataset, partition, executor, CacheChange.How.LOST, Optional.empty());
            case Event.PartitionDropped(var dataset, var partition, var executor) ->
                    new CacheChange.Gone(at, dataset, partition, executor, CacheChange.How.DROPPED, Optional.empty());
        };
    }

    // ---- Telling ----------------------------------------------------------------------------------------------------

    public RunFacts facts() {
        return facts;
    }

    /// As it is after the last event.
    public Moment now() {
        return new Moment(this, last);
    }

    /// As it was at a time.
    public Moment at(long micros) {
        return new Moment(this, Math.min(micros, last));
    }

    /// The time of the last event.
    public long last() {
        return last;
    }

    /// How many events it took.
    public long events() {
        return events;
    }

    /// Whether it is known that nothing comes any more.
    public boolean isOver() {
        return over;
    }

    Collection<JobState> jobs() {
        return jobs.values();
    }

    Collection<StageState> stages() {
        return stages.values();
    }

    List<ExecutorState> executors() {
        return executors;
    }

    List<CacheChange> cacheChanges() {
        return cached;
    }

    List<Happening> happenings() {
        return happenings;
    }

    Optional<JobState> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Optional<StageState> known(StageId id) {
        return Optional.ofNullable(stages.get(id));
    }
}
