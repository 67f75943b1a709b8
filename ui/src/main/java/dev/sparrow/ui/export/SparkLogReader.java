/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.ui.log.JsonObject;
import dev.sparrow.ui.log.JsonReader;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads an event log of Spark's as a run, so that its page, report and advice can be seen, too.
///
/// What Spark tells and we have no notion of is passed over; what only old versions leave out has a value that says
/// nothing. The last line may be half a line.
public final class SparkLogReader {
    private static final String PREFIX = "SparkListener";

    private final RunState run;

    /// When runs of stages were submitted: old versions tell it at their ends only.
    private final Map<String, Long> submissions = new HashMap<>();

    private long now;

    private SparkLogReader(RunFacts facts) {
        run = new RunState(facts);
        now = facts.started().toEpochMilli();
    }

    /// Whether a log is one of Spark's, by its first line.
    public static boolean isOne(String first) {
        return first.startsWith("{\"Event\":\"" + PREFIX) || first.startsWith("{\"Event\": \"" + PREFIX);
    }

    /// The run that lines tell of.
    ///
    /// @throws IllegalArgumentException if a line that is not the last is none, or there is no application in it
    public static RunState read(List<String> lines) {
        var events = new ArrayList<JsonObject>();
        for (var i = 0; i < lines.size(); i++) {
            try {
                events.add(JsonReader.object(lines.get(i)));
            } catch (IllegalArgumentException e) {
                if (i + 1 < lines.size()) {
                    throw new IllegalArgumentException("line " + (i + 1) + " is damaged: " + e.getMessage(), e);
                }
            }
        }
        var reader = new SparkLogReader(facts(events));
        events.forEach(event -> reader.note(event.object("Stage Info")));
        events.forEach(reader::accept);
        return reader.run;
    }

    private static Optional<JsonObject> first(List<JsonObject> events, String kind) {
        return events.stream().filter(event -> event.text("Event").equals(PREFIX + kind)).findFirst();
    }

    private static RunFacts facts(List<JsonObject> events) {
        var start =
                first(events, "ApplicationStart")
                        .orElseThrow(() -> new IllegalArgumentException("no application begins in it"));
        var settings = new ArrayList<RunFacts.Setting>();
        first(events, "EnvironmentUpdate")
                .ifPresent(environment -> {
                    var properties = environment.object("Spark Properties");
                    properties
                            .members()
                            .keySet()
                            .forEach(name ->
                                    settings.add(
                                            new RunFacts.Setting(name, properties.text(name), "from Spark's log")));
                });
        var master =
                settings.stream()
                        .filter(setting -> setting.name().equals("spark.master"))
                        .map(RunFacts.Setting::value)
                        .findFirst();
        return new RunFacts(
                start.text("App ID"),
                start.text("App Name"),
                master.orElse("spark"),
                first(events, "LogStart").map(log -> log.text("Spark Version")).orElse(""),
                Instant.ofEpochMilli(start.number("Timestamp")),
                0,
                settings);
    }

    private static String run(JsonObject stage) {
        return stage.number("Stage ID") + "." + stage.number("Stage Attempt ID");
    }

    private void note(JsonObject stage) {
        if (stage.number("Submission Time") > 0) {
            submissions.put(run(stage), stage.number("Submission Time"));
        }
    }

    // ---- Events -----------------------------------------------------------------------------------------------------

    private void accept(JsonObject event) {
        var name = event.text("Event");
        if (!name.startsWith(PREFIX)) {
            return; // of modules that we know nothing of
        }
        var kind = name.substring(PREFIX.length());
        switch (kind) {
            case "ExecutorAdded" -> {
                var info = event.object("Executor Info");
                tell(
                        event.number("Timestamp"),
                        joined(event.text("Executor ID"), info.text("Host"), info.integer("Total Cores")));
            }
            case "BlockManagerAdded" -> {
                var id = event.object("Block Manager ID");
                tell(event.number("Timestamp"), joined(id.text("Executor ID"), id.text("Host"), 0));
            }
            case "ExecutorRemoved" ->
                    tell(
                            event.number("Timestamp"),
                            new Event.ExecutorLeft(
                                    new ExecutorId(event.text("Executor ID")), event.text("Removed Reason")));
            case "JobStart" -> tell(event.number("Submission Time"), jobStarted(event));
            case "JobEnd" -> tell(event.number("Completion Time"), jobEnded(event));
            case "StageSubmitted" -> submitted(event.object("Stage Info"));
            case "StageCompleted" -> completed(event.object("Stage Info"));
            case "TaskStart" -> {
                var info = event.object("Task Info");
                tell(
                        info.number("Launch Time"),
                        new Event.TaskStarted(attempt(event, info), new ExecutorId(info.text("Executor ID"))));
            }
            case "TaskEnd" -> taskEnded(event);
            case "ApplicationEnd" -> run.end(run.facts().micros(Instant.ofEpochMilli(event.number("Timestamp"))));
            default -> {} // nothing that we show
        }
    }

    /// @param millis since 1970; 0 where the log does not say
    private void tell(long millis, Event event) {
        now = millis == 0 ? now : millis;
        run.onEvent(new At(Instant.ofEpochMilli(now), event));
    }

    private static Event joined(String id, String host, int cores) {
        return new Event.ExecutorJoined(new ExecutorId(id), host, cores, Map.of());
    }

    private static Event jobStarted(JsonObject event) {
        var properties = event.object("Properties");
        var tags = properties.text("spark.job.tags");
        var said =
                new JobDescription(
                        properties.optional("spark.jobGroup.id"),
                        properties.optional("spark.job.description"),
                        tags.isEmpty() ? Set.of() : Set.of(tags.split(",", -1)),
                        Map.of(),
                        Map.of());
        var plan = Lists.map(event.objects("Stage Infos"), SparkLogReader::outline);
        var last = plan.stream().map(StageOutline::name).reduce((_, later) -> later).orElse("");
        return new Event.JobStarted(new JobId(event.integer("Job ID")), last, said, plan);
    }

    private static StageOutline outline(JsonObject info) {
        return new StageOutline(
                new StageId(info.integer("Stage ID")),
                info.text("Stage Name"),
                Lists.map(info.integers("Parent IDs"), StageId::new),
                info.integer("Number of Tasks"),
                Lists.map(info.objects("RDD Info").reversed(), SparkLogReader::dataset));
    }

    private static DatasetOutline dataset(JsonObject info) {
        var site = info.text("Callsite");
        var at = site.lastIndexOf(" at ");
        return new DatasetOutline(
                new DatasetId(info.integer("RDD ID")),
                at < 0 ? info.text("Name") : site.substring(0, at),
                at < 0 ? "" : site.substring(at + 4),
                info.integer("Number of Partitions"),
                Lists.map(info.integers("Parent IDs"), DatasetId::new),
                info.object("Storage Level").truth("Use Memory") || info.object("Storage Level").truth("Use Disk"));
    }

    private static Event jobEnded(JsonObject event) {
        var result = event.object("Job Result");
        var message = result.object("Exception").text("Message");
        var error = result.text("Result").equals("JobSucceeded") ? "" : message.isEmpty() ? "failed" : message;
        return new Event.JobFinished(new JobId(event.integer("Job ID")), Duration.ZERO, error);
    }

    private void submitted(JsonObject info) {
        tell(
                submissions.getOrDefault(run(info), 0L),
                new Event.StageStarted(
                        new StageId(info.integer("Stage ID")),
                        info.text("Stage Name"),
                        info.integer("Number of Tasks"),
                        info.integer("Stage Attempt ID")));
    }

    private void completed(JsonObject info) {
        var id = new StageId(info.integer("Stage ID"));
        var reason = info.text("Failure Reason");
        tell(
                info.number("Completion Time"),
                reason.isEmpty() ? new Event.StageFinished(id, Duration.ZERO) : new Event.StageFailed(id, reason));
    }

    // ---- Tasks ------------------------------------------------------------------------------------------------------

    private static AttemptId attempt(JsonObject event, JsonObject info) {
        return new AttemptId(new StageId(event.integer("Stage ID")), info.integer("Index"), info.integer("Attempt"));
    }

    private void taskEnded(JsonObject event) {
        var info = event.object("Task Info");
        var id = attempt(event, info);
        var executor = new ExecutorId(info.text("Executor ID"));
        var reason = event.object("Task End Reason");
        var how = reason.text("Reason");
        var at = info.number("Finish Time");
        if (how.equals("Success")) {
            tell(at, new Event.TaskFinished(id, executor, metrics(event.object("Task Metrics"))));
        } else {
            var said = reason.text("Full Stack Trace").isEmpty() ? how : reason.text("Full Stack Trace");
            tell(at, new Event.TaskFailed(id, executor, how.equals("TaskKilled") ? "cancelled" : said));
        }
    }

    private static TaskMetrics metrics(JsonObject told) {
        var read = told.object("Shuffle Read Metrics");
        var written = told.object("Shuffle Write Metrics");
        var input = told.object("Input Metrics");
        var output = told.object("Output Metrics");
        return new TaskMetrics(
                Duration.ofMillis(told.number("Executor Run Time")),
                new TaskMetrics.Times(
                        Duration.ZERO,
                        Duration.ofNanos(told.number("Executor CPU Time")),
                        Duration.ofMillis(told.number("JVM GC Time"))),
                input.number("Records Read"),
                read.number("Total Records Read"),
                written.number("Shuffle Records Written"),
                told.number("Disk Bytes Spilled"),
                List.of(),
                new TaskMetrics.Bytes(
                        read.number("Local Bytes Read") + read.number("Remote Bytes Read"),
                        written.number("Shuffle Bytes Written"),
                        told.number("Result Size"),
                        told.number("Peak Execution Memory")),
                new TaskMetrics.Files(
                        input.number("Records Read"),
                        input.number("Bytes Read"),
                        output.number("Records Written"),
                        output.number("Bytes Written")),
                0);
    }
}
