/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.StageOutline;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Makes lines of the log of events, in their order, but for attempts that do their work: these wait to become columns
/// of a line, at most until something happens to their stage.
///
/// A stage's outline is written when a plan has it for the first time, and again if it has become another one: plans of
/// a loop would repeat all of them in each round. Without a clock and without threads.
public final class LogLines {
    /// In the first line; readers refuse logs of a later one.
    public static final int VERSION = 1;

    /// Attempts that run for longer than this are told before they end.
    private static final long LONG_MICROS = 1_000_000;

    private final RunFacts facts;
    private final UnaryOperator<String> reasons;
    private final Consumer<String> out;
    private final Map<StageId, StageOutline> told = new HashMap<>();
    private final Map<StageId, TaskColumns> waiting = new LinkedHashMap<>();
    private final Deque<TaskColumns> spare = new ArrayDeque<>();
    private final Map<AttemptId, Begun> running = new LinkedHashMap<>();

    private static final class Begun {
        private final ExecutorId executor;
        private final long at;
        private boolean told;

        private Begun(ExecutorId executor, long at) {
            this.executor = executor;
            this.at = at;
        }
    }

    /// @param reasons what is kept of the reasons of failures
    /// @param out takes lines, without their ends
    public LogLines(RunFacts facts, UnaryOperator<String> reasons, Consumer<String> out) {
        this.facts = facts;
        this.reasons = reasons;
        this.out = out;
    }

    /// The first line.
    public void begin() {
        var line = new JsonLine().open().name("run").open();
        line.put("version", VERSION).put("id", facts.id()).put("app", facts.app()).put("master", facts.master());
        line.put("sparrow", facts.version()).put("started", facts.started().toString()).put("slots", facts.slots());
        line.name("settings").openArray();
        for (var setting : facts.settings()) {
            line.open().put("name", setting.name()).put("value", setting.value()).put("origin", setting.origin());
            line.close();
        }
        write(line.closeArray().close());
    }

    private void write(JsonLine line) {
        out.accept(line.close().toString());
    }

    private static JsonLine line(String kind, long at) {
        return new JsonLine().open().name(kind).open().put("at", at);
    }

    // ---- Events -----------------------------------------------------------------------------------------------------

    public void accept(At timed) {
        var at = facts.micros(timed.at());
        switch (timed.event()) {
            case Event.OfJob ofJob -> onJob(ofJob, at);
            case Event.OfStage ofStage -> onStage(ofStage, at);
            case Event.OfTask ofTask -> onTask(ofTask, at);
            case Event.OfExecutor ofExecutor -> onExecutor(ofExecutor, at);
            case Event.OfPartition ofPartition -> onPartition(ofPartition, at);
            case Event.DataLost(var name, var partitions, var reason, var consequence) -> {
                var line = line("lost", at).put("name", name).name("partitions").numbers(partitions);
                write(line.put("reason", reason).put("consequence", consequence).close());
            }
            case Event.Warning(var message) -> write(line("warning", at).put("text", message).close());
        }
    }

    private void onJob(Event.OfJob event, long at) {
        switch (event) {
            case Event.JobStarted started -> {
                started.plan().forEach(stage -> outline(stage, at));
                var said = started.description();
                var line = line("job", at).put("job", started.job().value()).put("label", started.label());
                said.group().ifPresent(group -> line.put("group", group));
                said.description().ifPresent(description -> line.put("description", description));
                if (!said.tags().isEmpty()) {
                    line.put("tags", said.tags());
                }
                line.name("stages").numbers(started.stages().stream().map(StageId::value).toList());
                write(line.close());
            }
            case Event.JobFinished(var job, var took, var error) -> {
                flush();
                var line = line("jobEnd", at).put("job", job.value()).put("took", took.toNanos() / 1_000);
                if (!error.isEmpty()) {
                    line.put("error", reasons.apply(error));
                }
                write(line.close());
            }
        }
    }

    private void outline(StageOutline stage, long at) {
        if (stage.equals(told.put(stage.stage(), stage))) {
            return;
        }
        var line = line("stage", at).put("stage", stage.stage().value()).put("name", stage.name());
        line.name("parents").numbers(stage.parents().stream().map(StageId::value).toList());
        line.put("tasks", stage.tasks()).name("datasets").openArray();
        for (var dataset : stage.datasets()) {
            line.open().put("id", dataset.dataset().value()).put("operator", dataset.operator());
            line.put("line", dataset.line()).put("partitions", dataset.partitions());
            line.name("parents").numbers(dataset.parents().stream().map(DatasetId::value).toList());
            if (dataset.persisted()) {
                line.put("persisted", true);
            }
            line.close();
        }
        write(line.closeArray().close());
    }

    private void onStage(Event.OfStage event, long at) {
        flush(event.stage());
        switch (event) {
            case Event.StageStarted(var stage, var name, var tasks, var run) ->
                    write(
                            line("stageStart", at)
                                    .put("stage", stage.value())
                                    .put("name", name)
                                    .put("tasks", tasks)
                                    .put("run", run)
                                    .close());
            case Event.StageFinished(var stage, var took) ->
                    write(line("stageEnd", at).put("stage", stage.value()).put("took", took.toNanos() / 1_000).close());
            case Event.StageFailed(var stage, var reason) ->
                    write(line("stageEnd", at).put("stage", stage.value()).put("error", reasons.apply(reason)).close());
        }
    }

    private void onTask(Event.OfTask event, long at) {
        var id = event.attempt();
        switch (event) {
            case Event.TaskStarted(_, var executor) -> running.put(id, new Begun(executor, at));
            case Event.TaskFinished(_, var executor, var metrics) -> {
                var begun = running.remove(id);
                var start = begun == null ? Math.max(0, at - Figure.RAN.of(metrics)) : begun.at;
                var columns = waiting.computeIfAbsent(id.stage(), this::columns);
                columns.add(id, executor, start, metrics);
                if (columns.isFull()) {
                    out.accept(columns.line());
                }
            }
            case Event.TaskFailed(_, var executor, var reason) -> {
                flush(id.stage());
                var begun = running.remove(id);
                var line = attempt("taskFailed", at, id, executor).put("reason", reasons.apply(reason));
                if (begun != null) {
                    line.put("start", begun.at);
                }
                write(line.close());
            }
        }
    }

    private static JsonLine attempt(String kind, long at, AttemptId id, ExecutorId executor) {
        return line(kind, at)
                .put("stage", id.stage().value())
                .put("partition", id.partition())
                .put("attempt", id.attempt())
                .put("executor", executor.toString());
    }

    private void onExecutor(Event.OfExecutor event, long at) {
        switch (event) {
            case Event.ExecutorJoined(var executor, var host, var slots, var resources) ->
                    write(
                            line("executor", at)
                                    .put("executor", executor.toString())
                                    .put("host", host)
                                    .put("slots", slots)
                                    .put("resources", resources)
                                    .close());
            case Event.ExecutorLeft(var executor, var cause) -> {
                flush();
                // What it still ran ends with it, and would be unknown else.
                running.forEach((id, begun) -> {
                    if (begun.executor.equals(executor)) {
                        tell(id, begun);
                    }
                });
                write(line("executorLeft", at).put("executor", executor.toString()).put("cause", cause).close());
            }
        }
    }

    private void onPartition(Event.OfPartition event, long at) {
        switch (event) {
            case Event.PartitionCached cached ->
                    write(
                            partition("cached", at, event)
                                    .put("level", cached.level().toString())
                                    .put("memory", cached.bytesInMemory())
                                    .put("disk", cached.bytesOnDisk())
                                    .close());
            case Event.PartitionSpilled spilled -> {
                var line = partition("cacheSpilled", at, event).put("disk", spilled.bytesOnDisk());
                write(roomFor(line, spilled.madeRoomFor()).close());
            }
            case Event.PartitionEvicted evicted ->
                    write(roomFor(partition("cacheEvicted", at, event), evicted.madeRoomFor()).close());
            case Event.PartitionLost _ -> write(partition("cacheLost", at, event).close());
            case Event.PartitionDropped _ -> write(partition("cacheDropped", at, event).close());
        }
    }

    private static JsonLine partition(String kind, long at, Event.OfPartition event) {
        return line(kind, at)
                .put("dataset", event.dataset().value())
                .put("partition", event.partition())
                .put("executor", event.executor().toString());
    }

    private static JsonLine roomFor(JsonLine line, Optional<DatasetId> other) {
        other.ifPresent(dataset -> line.put("for", dataset.value()));
        return line;
    }

    // ---- What waits -------------------------------------------------------------------------------------------------

    private void flush(StageId stage) {
        var columns = waiting.remove(stage);
        if (columns != null) {
            flush(columns);
        }
    }

    private void flush(TaskColumns columns) {
        if (!columns.isEmpty()) {
            out.accept(columns.line());
        }
        spare.push(columns);
    }

    private TaskColumns columns(StageId stage) {
        var columns = spare.isEmpty() ? new TaskColumns() : spare.pop();
        return columns.of(stage);
    }

    /// Writes the attempts that wait.
    public void flush() {
        waiting.values().forEach(this::flush);
        waiting.clear();
    }

    /// Writes what waits, and which attempts have run for long by now: after a sudden end they would be unknown.
    public void flush(long now) {
        flush();
        running.forEach((id, begun) -> {
            if (now - begun.at > LONG_MICROS) {
                tell(id, begun);
            }
        });
    }

    private void tell(AttemptId id, Begun begun) {
        if (!begun.told) {
            begun.told = true;
            write(attempt("taskRuns", begun.at, id, begun.executor).close());
        }
    }

    /// Whether any attempts wait, or run.
    public boolean isBusy() {
        return !waiting.isEmpty() || !running.isEmpty();
    }

    /// The last line of a run that ends as it should.
    public void end(long at) {
        flush();
        write(line("end", at).close());
    }
}
