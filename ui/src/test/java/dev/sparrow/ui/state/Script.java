/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;
import dev.sparrow.value.StorageLevel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Makes runs for tests, an event after the other. Times are milliseconds since the start.
public final class Script {
    public static final ExecutorId EXECUTOR = new ExecutorId("e1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RunFacts facts;
    private final List<At> events = new ArrayList<>();
    private final List<StageOutline> plan = new ArrayList<>();
    private int jobs;

    public Script(String app, int slots) {
        facts =
                new RunFacts(
                        "r1",
                        app,
                        "local[" + slots + "]",
                        "1",
                        START,
                        slots,
                        List.of(new RunFacts.Setting("sparrow.master", "local[" + slots + "]", "set in code")));
        at(0, new Event.ExecutorJoined(EXECUTOR, "host", slots, Map.of()));
    }

    public Script at(long millis, Event event) {
        events.add(new At(START.plusMillis(millis), event));
        return this;
    }

    /// A dataset of a stage.
    public static DatasetOutline dataset(int id, String operator, String line, Integer... parents) {
        return new DatasetOutline(
                new DatasetId(id), operator, line, 8, List.of(parents).stream().map(DatasetId::new).toList(), false);
    }

    /// A stage for the plan of the next job.
    public Script stage(int id, String name, int tasks, List<Integer> parents, DatasetOutline... datasets) {
        plan.add(
                new StageOutline(
                        new StageId(id), name, parents.stream().map(StageId::new).toList(), tasks, List.of(datasets)));
        return this;
    }

    public Script job(long millis, String label) {
        return job(millis, label, Optional.empty());
    }

    public Script job(long millis, String label, Optional<String> description) {
        var said = new JobDescription(Optional.empty(), description, Set.of(), Map.of(), Map.of());
        at(millis, new Event.JobStarted(new JobId(jobs++), label, said, List.copyOf(plan)));
        return this;
    }

    public Script begin(long millis, int stage, int tasks) {
        var name =
                plan.stream()
                        .filter(one -> one.stage().value() == stage)
                        .map(StageOutline::name)
                        .findFirst()
                        .orElse("");
        return at(millis, new Event.StageStarted(new StageId(stage), name, tasks, 0));
    }

    /// An attempt that does its work.
    public Script task(int stage, int partition, long startMillis, long ranMillis, UnaryOperator<Made> made) {
        return attempt(new AttemptId(new StageId(stage), partition, 0), startMillis, ranMillis, made);
    }

    /// An attempt that does its work.
    public Script attempt(AttemptId id, long startMillis, long ranMillis, UnaryOperator<Made> made) {
        at(startMillis, new Event.TaskStarted(id, EXECUTOR));
        var metrics = made.apply(new Made(0, 0, 0, 0, 0, 0)).metrics(Duration.ofMillis(ranMillis));
        return at(startMillis + ranMillis, new Event.TaskFinished(id, EXECUTOR, metrics));
    }

    public Script task(int stage, int partition, long startMillis, long ranMillis) {
        return task(stage, partition, startMillis, ranMillis, made -> made);
    }

    /// Attempts of equal length, one behind the other in one slot.
    public Script tasks(int stage, int count, long startMillis, long ranMillis) {
        for (var i = 0; i < count; i++) {
            task(stage, i, startMillis + i * ranMillis, ranMillis);
        }
        return this;
    }

    public Script finish(long millis, int stage) {
        return at(millis, new Event.StageFinished(new StageId(stage), Duration.ZERO));
    }

    public Script end(long millis) {
        return at(millis, new Event.JobFinished(new JobId(jobs - 1), Duration.ofMillis(millis), ""));
    }

    public Script cached(long millis, int dataset, int partition, long bytes) {
        return at(
                millis,
                new Event.PartitionCached(
                        new DatasetId(dataset), partition, EXECUTOR, StorageLevel.MEMORY_ONLY, bytes, 0));
    }

    /// All events so far.
    public List<At> events() {
        return List.copyOf(events);
    }

    public RunState state() {
        var state = new RunState(facts);
        events.forEach(state::onEvent);
        return state;
    }

    public Moment now() {
        return state().now();
    }

    /// What an attempt did.
    public record Made(long records, long blocksIn, long blocksOut, long spilled, long gcMillis, long result) {
        public Made blocksIn(long count) {
            return new Made(records, count, blocksOut, spilled, gcMillis, result);
        }

        public Made spilled(long bytes) {
            return new Made(records, blocksIn, blocksOut, bytes, gcMillis, result);
        }

        public Made gc(long millis) {
            return new Made(records, blocksIn, blocksOut, spilled, millis, result);
        }

        public Made result(long bytes) {
            return new Made(records, blocksIn, blocksOut, spilled, gcMillis, bytes);
        }

        private TaskMetrics metrics(Duration ran) {
            return new TaskMetrics(
                    ran,
                    new TaskMetrics.Times(Duration.ZERO, ran, Duration.ofMillis(gcMillis)),
                    records,
                    blocksIn,
                    blocksOut,
                    spilled,
                    spilled == 0 ? List.of() : List.of(new TaskMetrics.Spill("sortBy at A.java:5", 10, spilled)),
                    new TaskMetrics.Bytes(20 * blocksIn, 20 * blocksOut, result, 0),
                    TaskMetrics.Files.NONE,
                    0);
        }
    }
}
