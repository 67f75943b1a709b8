/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The schema in the docs says what is in a log: no line has more, and nothing in it is never written.
class SchemaTest {
    private final Map<?, ?> schema = read();
    private final Set<String> used = new HashSet<>();

    private static Map<?, ?> read() {
        try {
            return (Map<?, ?>) JsonReader.read(Files.readString(Path.of("../docs/run-log.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyLine_isOneOfTheSchema_andEveryMemberOfTheSchema_isWritten() {
        for (var line : everything()) {
            check(JsonReader.read(line), schema, "");
        }
        for (var seed = 1; seed <= 3; seed++) {
            var heard = RunsOfPrograms.of(seed);
            var log = new LogLines(heard.facts(), Reasons.SHOWN, line -> check(JsonReader.read(line), schema, ""));
            log.begin();
            heard.events().forEach(log::accept);
        }
        assertThat(members(schema, "")).as("never written").isSubsetOf(used);
    }

    private static Set<String> members(Map<?, ?> part, String path) {
        var members = new HashSet<String>();
        if (part.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, inner) -> {
                members.add(path + "/" + name);
                members.addAll(members((Map<?, ?>) inner, path + "/" + name));
            });
        }
        if (part.get("items") instanceof Map<?, ?> items) {
            members.addAll(members(items, path + "[]"));
        }
        return members;
    }

    private void check(Object value, Map<?, ?> part, String path) {
        if (part.get("anyOf") instanceof List<?> choices) {
            assertThat(choices.stream().anyMatch(one -> isOf(value, String.valueOf(((Map<?, ?>) one).get("type")))))
                    .as(path)
                    .isTrue();
            return;
        }
        assertThat(isOf(value, String.valueOf(part.get("type")))).as("%s: %s", path, value).isTrue();
        if (value instanceof Map<?, ?> map) {
            if (part.get("required") instanceof List<?> required) {
                assertThat(map.keySet().containsAll(required)).as(path).isTrue();
            }
            map.forEach((name, inner) -> member(part, path, name, inner));
        }
        if (value instanceof List<?> list && part.get("items") instanceof Map<?, ?> items) {
            list.forEach(one -> check(one, items, path + "[]"));
        }
    }

    private void member(Map<?, ?> part, String path, Object name, Object value) {
        var properties = part.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        if (properties.get(name) instanceof Map<?, ?> inner) {
            used.add(path + "/" + name);
            check(value, inner, path + "/" + name);
        } else {
            assertThat(part.get("additionalProperties"))
                    .as("%s/%s is not in the schema", path, name)
                    .isInstanceOf(Map.class);
        }
    }

    private static boolean isOf(Object value, String type) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List || value instanceof long[];
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            default -> false;
        };
    }

    /// A log with a line of each kind.
    private static List<String> everything() {
        var executor = new ExecutorId("e1");
        var id = new AttemptId(new StageId(0), 1, 2);
        var dataset = new DatasetOutline(new DatasetId(0), "map", "A.java:1", 2, List.of(), true);
        var outline = new StageOutline(new StageId(0), "map at A.java:1", List.of(new StageId(9)), 2, List.of(dataset));
        var said = new JobDescription(Optional.of("g"), Optional.of("d"), Set.of("t"), Map.of(), Map.of());
        var spill = new TaskMetrics.Spill("sortBy at A.java:2", 3, 4);
        var time = Duration.ofMillis(7);
        var metrics =
                new TaskMetrics(
                        time,
                        new TaskMetrics.Times(time, time, time),
                        1,
                        1,
                        1,
                        1,
                        List.of(spill),
                        new TaskMetrics.Bytes(1, 1, 1, 1),
                        new TaskMetrics.Files(1, 1, 1, 1),
                        1);
        var events =
                List.of(
                        new Event.ExecutorJoined(executor, "h", 1, Map.of("gpu", List.of("0"))),
                        new Event.JobStarted(new JobId(0), "count", said, List.of(outline)),
                        new Event.StageStarted(new StageId(0), "map", 2, 0),
                        new Event.TaskStarted(id, executor),
                        new Event.TaskFinished(id, executor, metrics),
                        new Event.TaskFinished(new AttemptId(new StageId(0), 5, 0), new ExecutorId("e2"), metrics),
                        new Event.TaskStarted(new AttemptId(new StageId(0), 4, 0), executor),
                        new Event.TaskFailed(new AttemptId(new StageId(0), 4, 0), executor, "no"),
                        new Event.StageFinished(new StageId(0), time),
                        new Event.StageFailed(new StageId(1), "no"),
                        new Event.PartitionCached(new DatasetId(0), 0, executor, StorageLevel.MEMORY_ONLY, 1, 2),
                        new Event.PartitionSpilled(new DatasetId(0), 0, executor, Optional.of(new DatasetId(3)), 2),
                        new Event.PartitionEvicted(new DatasetId(0), 0, executor, Optional.of(new DatasetId(3))),
                        new Event.PartitionLost(new DatasetId(0), 0, executor),
                        new Event.PartitionDropped(new DatasetId(0), 0, executor),
                        new Event.DataLost("map", List.of(1), "gone", "again"),
                        new Event.Warning("w"),
                        new Event.ExecutorLeft(executor, "killed"),
                        new Event.TaskStarted(id, executor),
                        new Event.JobFinished(new JobId(0), time, "failed"));
        var start = Instant.parse("2026-01-01T00:00:00Z");
        var facts = new RunFacts("r", "a", "local", "1", start, 1, List.of(new RunFacts.Setting("n", "v", "default")));
        var lines = new ArrayList<String>();
        var log = new LogLines(facts, Reasons.SHOWN, lines::add);
        log.begin();
        events.forEach(event -> log.accept(new At(start.plusMillis(5), event)));
        log.flush(60_000_000);
        log.end(60_000_000);
        assertThat(Figure.values()).allMatch(figure -> figure.of(metrics) > 0);
        return lines;
    }
}
