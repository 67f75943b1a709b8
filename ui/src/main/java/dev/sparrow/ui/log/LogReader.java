/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the lines of a log into the state of the run.
///
/// Lines and members that it does not know are skipped: a later version of the log may have them. The last line may be
/// half a line.
public final class LogReader {
    private final RunState run;
    private final Map<StageId, StageOutline> outlines = new HashMap<>();

    private LogReader(RunFacts facts) {
        this.run = new RunState(facts);
    }

    /// The run that lines tell of.
    ///
    /// @throws IllegalArgumentException if it is no log of a run, or of a version that is not known, or if a line that
    ///   is not the last is none
    public static RunState read(Stream<String> lines) {
        var iterator = lines.iterator();
        if (!iterator.hasNext()) {
            throw new IllegalArgumentException("it is empty");
        }
        var reader = new LogReader(facts(iterator.next()));
        var number = 2;
        while (iterator.hasNext()) {
            var line = iterator.next();
            try {
                reader.accept(JsonReader.object(line));
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                if (iterator.hasNext()) {
                    throw new IllegalArgumentException("line " + number + " is damaged: " + e.getMessage(), e);
                }
            }
            number++;
        }
        return reader.run;
    }

    /// What the first line of a log says.
    ///
    /// @throws IllegalArgumentException if it is none, or of a version that is not known
    public static RunFacts facts(String line) {
        JsonObject first;
        try {
            first = JsonReader.object(line).object("run");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its first line is no JSON: " + e.getMessage(), e);
        }
        var version = first.number("version");
        if (version < 1) {
            throw new IllegalArgumentException("its first line is not that of a log of Sparrow");
        }
        if (version > LogLines.VERSION) {
            throw new IllegalArgumentException(
                    "it has version " + version + ", and this Sparrow reads up to " + LogLines.VERSION);
        }
        try {
            return new RunFacts(
                    first.text("id"),
                    first.text("app"),
                    first.text("master"),
                    first.text("sparrow"),
                    Instant.parse(first.text("started")),
                    first.integer("slots"),
                    Lists.map(first.objects("settings"), LogReader::setting));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it does not say when the run was started", e);
        }
    }

    private static RunFacts.Setting setting(JsonObject told) {
        return new RunFacts.Setting(told.text("name"), told.text("value"), told.text("origin"));
    }

    // ---- Lines ------------------------------------------------------------------------------------------------------

    private void accept(JsonObject line) {
        for (var member : line.members().keySet()) {
            accept(member, line.object(member));
        }
    }

    private void accept(String kind, JsonObject told) {
        var at = told.number("at");
        switch (kind) {
            case "job", "jobEnd" -> tell(at, job(kind, told));
            case "stage" -> outline(told);
            case "stageStart", "stageEnd" -> tell(at, stage(kind, told));
            case "tasks" ->
                    // An attempt of which no begin was told began as long before its end as it ran.
                    TaskColumns.read(
                            told,
                            (id, where, start, metrics) ->
                                    tell(
                                            start + metrics.ran().toNanos() / 1_000,
                                            new Event.TaskFinished(id, where, metrics)));
            case "taskRuns" -> tell(at, new Event.TaskStarted(attempt(told), executor(told)));
            case "taskFailed" -> {
                if (told.has("start")) {
                    tell(told.number("start"), new Event.TaskStarted(attempt(told), executor(told)));
                }
                tell(at, new Event.TaskFailed(attempt(told), executor(told), told.text("reason")));
            }
            case "executor", "executorLeft" -> tell(at, executor(kind, told));
            case "cached", "cacheSpilled", "cacheEvicted", "cacheLost", "cacheDropped" -> tell(at, cache(kind, told));
            case "lost" ->
                    tell(
                            at,
                            new Event.DataLost(
                                    told.text("name"),
                                    told.integers("partitions"),
                                    told.text("reason"),
                                    told.text("consequence")));
            case "warning" -> tell(at, new Event.Warning(told.text("text")));
            case "end" -> run.end(at);
            default -> {} // of a later version
        }
    }

    private void tell(long at, Event event) {
        run.onEvent(new At(run.facts().instant(at), event));
    }

    private Event job(String kind, JsonObject told) {
        var id = new JobId(told.integer("job"));
        if (kind.equals("jobEnd")) {
            return new Event.JobFinished(id, micros(told.number("took")), told.text("error"));
        }
        var said =
                new JobDescription(
                        told.optional("group"),
                        told.optional("description"),
                        new HashSet<>(told.texts("tags")),
                        Map.of(),
                        Map.of());
        var plan =
                told.integers("stages").stream()
                        .map(StageId::new)
                        .flatMap(stage -> Optional.ofNullable(outlines.get(stage)).stream())
                        .toList();
        return new Event.JobStarted(id, told.text("label"), said, plan);
    }

    private void outline(JsonObject told) {
        var id = new StageId(told.integer("stage"));
        outlines.put(
                id,
                new StageOutline(
                        id,
                        told.text("name"),
                        Lists.map(told.integers("parents"), StageId::new),
                        told.integer("tasks"),
                        Lists.map(told.objects("datasets"), LogReader::dataset)));
    }

    private static DatasetOutline dataset(JsonObject told) {
        return new DatasetOutline(
                new DatasetId(told.integer("id")),
                told.text("operator"),
                told.text("line"),
                told.integer("partitions"),
                Lists.map(told.integers("parents"), DatasetId::new),
                told.truth("persisted"));
    }

    private static Event stage(String kind, JsonObject told) {
        var id = new StageId(told.integer("stage"));
        if (kind.equals("stageStart")) {
            return new Event.StageStarted(id, told.text("name"), told.integer("tasks"), told.integer("run"));
        }
        return told.has("error")
                ? new Event.StageFailed(id, told.text("error"))
                : new Event.StageFinished(id, micros(told.number("took")));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(Math.multiplyExact(micros, 1_000L));
    }

    private static AttemptId attempt(JsonObject told) {
        return new AttemptId(new StageId(told.integer("stage")), told.integer("partition"), told.integer("attempt"));
    }

    private static ExecutorId executor(JsonObject told) {
        return ExecutorId.of(told.text("executor"));
    }

    private static Event executor(String kind, JsonObject told) {
        if (kind.equals("executorLeft")) {
            return new Event.ExecutorLeft(executor(told), told.text("cause"));
        }
        var resources = new HashMap<String, List<String>>();
        var named = told.object("resources");
        named.members().keySet().forEach(name -> resources.put(name, named.texts(name)));
        return new Event.ExecutorJoined(executor(told), told.text("host"), told.integer("slots"), resources);
    }

    private static Event cache(String kind, JsonObject told) {
        var dataset = new DatasetId(told.integer("dataset"));
        var partition = told.integer("partition");
        var executor = executor(told);
        var other = told.has("for") ? Optional.of(new DatasetId(told.integer("for"))) : Optional.<DatasetId>empty();
        return switch (kind) {
            case "cached" ->
                    new Event.PartitionCached(
                            dataset,
                            partition,
                            executor,
                            level(told.text("level")),
                            told.number("memory"),
                            told.number("disk"));
            case "cacheSpilled" -> new Event.PartitionSpilled(dataset, partition, executor, other, told.number("disk"));
            case "cacheEvicted" -> new Event.PartitionEvicted(dataset, partition, executor, other);
            case "cacheLost" -> new Event.PartitionLost(dataset, partition, executor);
            default -> new Event.PartitionDropped(dataset, partition, executor);
        };
    }

    /// One without a name of its own is told as what it is nearest to.
    private static StorageLevel level(String name) {
        return name.startsWith("StorageLevel(")
                ? StorageLevel.create(
                        name.contains("disk"), name.contains("memory"), name.contains("off heap"), false, 1)
                : StorageLevel.fromString(name);
    }
}
