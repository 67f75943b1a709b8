/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.event.Event;
import dev.sparrow.scheduler.driver.CacheHolders;
import dev.sparrow.scheduler.driver.JobNews;
import dev.sparrow.scheduler.engine.SubmittedJob;
import dev.sparrow.scheduler.event.EventBus;
import dev.sparrow.scheduler.event.LineHistory;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.shared.Added;
import dev.sparrow.spark.task.Report;
import dev.sparrow.spi.EventSink;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/// What the driver hears of tasks: each counts once, and listeners are told in our words.
///
/// Reports come on a thread of Spark's that must not wait. Events take the way of Spark's own, so that they keep their
/// order with those.
final class SparkNews {
    private static final Logger LOG = LoggerFactory.getLogger(SparkNews.class);
    private static final long AWAIT_MILLIS = 60_000;

    private final SparkContext spark;
    private final SparkAnswers answers;
    private final EventBus bus;
    private final LineHistory history = new LineHistory();
    private final SparkEvents events;
    private final Map<StageId, BitSet> counted = new HashMap<>();
    private final Map<StageId, PlannedStage> stages = new ConcurrentHashMap<>();
    private final Map<SubmittedJob, Set<StageId>> jobs = new ConcurrentHashMap<>();
    private StageRegistry book;

    SparkNews(SparkContext spark, SparkAnswers answers, EventSink listeners) {
        this.spark = spark;
        this.answers = answers;
        this.bus = new EventBus(listeners, EventBus.Limits.DEFAULT);
        this.events = new SparkEvents(answers.context(), bus.after(history::onEvent));
    }

    /// @param stages hears of what has been made for good
    void begin(StageRegistry stages) {
        book = stages;
        events.joined(spark);
        spark.addSparkListener(events);
    }

    /// What Spark says of one of its datasets is about a stage of ours.
    void knows(int rdd, PlannedStage stage) {
        stages.put(stage.id(), stage);
        events.knows(rdd, stage.spec());
    }

    void forget(StageId stage) {
        stages.remove(stage);
        synchronized (counted) {
            counted.remove(stage);
        }
    }

    /// From now on a job merges what tasks of these stages add.
    void begins(SubmittedJob job, Set<StageId> itsStages) {
        jobs.put(job, itsStages);
    }

    void ends(SubmittedJob job) {
        jobs.remove(job);
    }

    /// A task has done its work.
    ///
    /// @return what it has to say; empty if nobody waits for its stage
    Optional<TaskReport.Finished> told(Report report) {
        var stage = stages.get(new StageId(report.stage()));
        if (stage == null) {
            return Optional.empty();
        }
        var finished = (TaskReport.Finished) Wire.decode(report.bytes(), TaskReport.class);
        if (isFirst(stage, report.partition())) {
            finished.added().forEach(part -> count(stage.id(), answers.stages().added(stage.id(), part)));
        }
        var executor = new ExecutorId(report.executor());
        finished.lost().forEach(this::tell);
        var invalidBytes = finished.metrics().invalidTextBytes();
        if (invalidBytes > 0) {
            tell(JobNews.invalidText(stage, report.partition(), invalidBytes));
        }
        var cache = SparkGraph.cacheOf(stage.id());
        if (cache.isPresent()) {
            book.begun(cache.get());
            answers.holders().held(executor, cache.get(), report.partition(), new CacheHolders.Held(0, 0));
        } else {
            tell(new Event.TaskFinished(finished.attempt(), executor, finished.metrics()), finished.at());
        }
        return Optional.of(finished);
    }

    /// Whether nothing was counted of the task before. With the last task of a stage, its functions are settled.
    private boolean isFirst(PlannedStage stage, int partition) {
        synchronized (counted) {
            var tasks = counted.computeIfAbsent(stage.id(), _ -> new BitSet());
            if (tasks.get(partition)) {
                return false;
            }
            tasks.set(partition);
            if (tasks.cardinality() == stage.spec().partitions()) {
                book.completed(stage.id());
            }
            return true;
        }
    }

    private void count(StageId stage, Added added) {
        var adding = jobs.entrySet().stream().filter(job -> job.getValue().contains(stage)).map(Map.Entry::getKey);
        var waiting = adding.toList();
        var arrivals = added.count(failure -> waiting.forEach(job -> job.notMerged(failure)));
        waiting.forEach(job -> job.counts(arrivals));
    }

    void tell(Event event) {
        tell(event, Instant.now());
    }

    private void tell(Event event, Instant at) {
        spark.listenerBus().post(new SparkEvents.Told(answers.context(), event, at));
    }

    /// What is known of the stages of some lines, of ours and of Spark's.
    String history(Collection<String> lines) {
        return history.tell(lines) + events.stagesOf(lines);
    }

    /// Waits until all that Spark has told has been heard.
    void awaitSpark() {
        try {
            spark.listenerBus().waitUntilEmpty(AWAIT_MILLIS);
        } catch (TimeoutException e) {
            LOG.warn("Spark's listeners are behind by more than a minute", e);
        }
    }

    void awaitDelivered() {
        awaitSpark();
        bus.awaitDelivered();
    }

    void close() {
        spark.removeSparkListener(events);
        bus.close();
    }
}
