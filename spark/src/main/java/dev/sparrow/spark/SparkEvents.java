/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.event.Event;
import dev.sparrow.scheduler.event.Events;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.spark.executor.SparkTasks;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import org.apache.spark.SparkContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Spark's events in our words. Spark calls it on one thread.
final class SparkEvents extends SparkListener {
    /// Of so many stages it is remembered which ones of Spark's they were.
    private static final int REMEMBERED_MAX = 10_000;

    private final int context;
    private final Events events;

    /// Our stages by the numbers of Spark's datasets.
    private final Map<Integer, StageSpec> stages = new ConcurrentHashMap<>();

    /// Our stages by the numbers of Spark's stages.
    private final Map<Integer, StageSpec> running = new ConcurrentHashMap<>();

    /// The numbers of Spark's stages by the names of ours.
    private final Map<String, Integer> numbers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /// An event of ours among those of Spark.
    ///
    /// @param context whose listeners are to hear of it
    record Told(int context, Event event, Instant at) implements SparkListenerEvent {
        @Override
        public boolean logEvent() {
            return false;
        }
    }

    SparkEvents(int context, Events events) {
        this.context = context;
        this.events = events;
    }

    void knows(int rdd, StageSpec stage) {
        stages.put(rdd, stage);
    }

    /// The executors that were there before this listened.
    void joined(SparkContext spark) {
        if (spark.isLocal()) {
            events.accept(
                    new Event.ExecutorJoined(
                            new ExecutorId("driver"), "localhost", spark.defaultParallelism(), Map.of()));
        }
    }

    /// Which stages of Spark's ran some lines last.
    synchronized String stagesOf(Collection<String> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            if (numbers.containsKey(line)) {
                text.append("On Spark, ")
                        .append(line)
                        .append(" was last stage ")
                        .append(numbers.get(line))
                        .append(".\n");
            }
        }
        return text.toString();
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        if (event instanceof Told(var whose, var ours, var at) && whose == context) {
            events.accept(ours, at);
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        events.accept(
                new Event.ExecutorJoined(
                        new ExecutorId(added.executorId()),
                        added.executorInfo().executorHost(),
                        added.executorInfo().totalCores(),
                        Map.of()));
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        events.accept(new Event.ExecutorLeft(new ExecutorId(removed.executorId()), removed.reason()));
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        var info = submitted.stageInfo();
        stage(info)
                .ifPresent(stage -> {
                    running.put(info.stageId(), stage);
                    synchronized (this) {
                        numbers.put(stage.name(), info.stageId());
                    }
                    events.accept(
                            new Event.StageStarted(stage.id(), stage.name(), info.numTasks(), info.attemptNumber()));
                });
    }

    private Optional<StageSpec> stage(StageInfo info) {
        return Optional.ofNullable(stages.get(info.rddInfos().head().id()));
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
        var info = completed.stageInfo();
        var stage = running.get(info.stageId());
        if (stage != null && info.failureReason().isEmpty()) {
            var began = (Long) info.submissionTime().get();
            var ended = (Long) info.completionTime().get();
            events.accept(new Event.StageFinished(stage.id(), Duration.ofMillis(ended - began)));
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        attempt(start.stageId(), start.stageAttemptId(), start.taskInfo())
                .ifPresent(attempt ->
                        events.accept(new Event.TaskStarted(attempt, new ExecutorId(start.taskInfo().executorId()))));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof TaskFailedReason reason) {
            attempt(end.stageId(), end.stageAttemptId(), end.taskInfo())
                    .ifPresent(attempt ->
                            events.accept(
                                    new Event.TaskFailed(
                                            attempt,
                                            new ExecutorId(end.taskInfo().executorId()),
                                            reason.toErrorString())));
        }
    }

    private Optional<AttemptId> attempt(int sparkStage, int run, TaskInfo task) {
        return Optional.ofNullable(running.get(sparkStage))
                .map(stage ->
                        new AttemptId(stage.id(), task.partitionId(), SparkTasks.attempt(run, task.attemptNumber())));
    }
}
