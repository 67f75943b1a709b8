/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.event.Event;
import dev.sparrow.scheduler.driver.FailureText;
import dev.sparrow.scheduler.driver.JobNews;
import dev.sparrow.scheduler.driver.Submission;
import dev.sparrow.scheduler.engine.SubmittedJob;
import dev.sparrow.scheduler.machine.JobFailure;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.spark.task.Report;
import dev.sparrow.spark.task.TakeReport;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.StageId;

import org.apache.spark.SparkContext;

import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A job of ours, run as jobs of Spark's: one for each survey that is not answered yet, and one for the result. It has
/// a thread of its own, which waits for them.
final class SparkJob {
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(3);

    private final SparkContext spark;
    private final SparkGraph graph;
    private final SparkNews news;
    private final SparkProbe probe;
    private final StageRegistry.PlannedJob planned;
    private final JobRequest request;
    private final Map<StageId, PlannedStage> stages = new HashMap<>();
    private final SubmittedJob submitted;
    private final Consumer<SparkJob> onEnd;

    /// Why it is to end early. Null as long as it is not.
    private volatile JobFailure ending;

    /// @param classes of which results are made
    /// @param onEnd told before whoever waits for the job
    SparkJob(
            SparkContext spark,
            SparkGraph graph,
            SparkNews news,
            SparkProbe probe,
            StageRegistry.PlannedJob planned,
            JobRequest request,
            ClassLoader classes,
            Consumer<SparkJob> onEnd) {
        this.spark = spark;
        this.graph = graph;
        this.news = news;
        this.probe = probe;
        this.planned = planned;
        this.request = request;
        this.onEnd = onEnd;
        this.submitted = new SubmittedJob(planned.id(), request.label(), classes, this::cancel, _ -> {});
        planned.stages().forEach(stage -> stages.put(stage.id(), stage));
        graph.use(planned.stages());
    }

    SubmittedJob submitted() {
        return submitted;
    }

    void start() {
        Thread.ofPlatform().daemon().name("sparrow-job-" + planned.id()).start(this::run);
    }

    void cancel(String reason) {
        end(new JobFailure.Cancelled(reason), reason);
    }

    /// Ends it with its context, and waits for that for a while.
    void close() {
        end(new JobFailure.Closed("close() was called"), "the context is closed");
        submitted.awaitEnd(END_WAIT_MAX);
    }

    private void end(JobFailure why, String reason) {
        if (ending == null) {
            ending = why;
        }
        spark.cancelJobGroupAndFutureJobs(group(), reason);
    }

    private String group() {
        return "sparrow-" + graph.context() + "-job-" + planned.id();
    }

    private void run() {
        news.begins(submitted, SparkGraph.stagesOf(planned));
        var description = request.description();
        news.tell(
                JobNews.started(
                        planned,
                        new Submission(request.label(), description, request.partitions(), failuresMax(), submitted)));
        description.properties().forEach(spark::setLocalProperty);
        spark.setJobGroup(
                group(),
                description.description().orElse(request.label().toString()),
                request.setting().interruptsOnCancel());
        description.tags().forEach(spark::addJobTag);
        List<Object> results;
        try {
            probe.look(group());
            results = results();
        } catch (Throwable e) {
            failed(e);
            return;
        }
        ended("");
        submitted.succeeded(results);
    }

    private List<Object> results() {
        try {
            return results(false);
        } catch (RuntimeException e) {
            var skipped = SparkFailure.report(e).filter(failed -> failed.failure() instanceof TaskFailure.InputSkipped);
            if (skipped.isEmpty()) {
                throw e;
            }
            return results(true); // a cached partition went meanwhile, and what makes it needs a survey
        }
    }

    private List<Object> results(boolean isSure) {
        var result = planned.stages().getLast();
        for (var survey : graph.unanswered(result, stages, isSure)) {
            var parcels = new Parcel[survey.spec().partitions()];
            var all = IntStream.range(0, parcels.length).boxed().toList();
            run(survey, all, (partition, parcel) -> parcels[partition] = parcel);
            graph.answered(survey.id(), Arrays.asList(parcels));
        }
        var parcels = new HashMap<Integer, Parcel>();
        run(
                result,
                request.partitions(),
                (partition, parcel) -> {
                    synchronized (parcels) {
                        parcels.put(partition, parcel);
                    }
                    submitted.finished(partition, parcel);
                });
        synchronized (parcels) {
            return request.partitions().stream().<Object>map(parcels::get).toList();
        }
    }

    private void run(PlannedStage stage, List<Integer> partitions, BiConsumer<Integer, Parcel> results) {
        var program = graph.program(stage, stages);
        spark.setCallSite(stage.spec().name());
        spark.runJob(
                program,
                new TakeReport(),
                CollectionConverters.asScala(partitions.stream().<Object>map(one -> one).toList()).toSeq(),
                new AbstractFunction2<Object, Report, BoxedUnit>() {
                    @Override
                    public BoxedUnit apply(Object index, Report report) {
                        news.told(report).ifPresent(told -> results.accept(report.partition(), (Parcel) told.output()));
                        return BoxedUnit.UNIT;
                    }
                },
                ClassTag$.MODULE$.apply(Report.class));
    }

    private void failed(Throwable e) {
        var name = Submission.name(request.label(), planned.id());
        var known = Optional.ofNullable(ending).or(() -> SparkFailure.of(e, stages, failuresMax()));
        var failure = known.orElseGet(() -> SparkFailure.ofSpark(e, planned.stages().getLast()));
        var text = known.isPresent() ? FailureText.of(name, failure) : name + " failed. " + SparkFailure.said(e);
        JobNews.failedStage(failure, text).ifPresent(news::tell);
        ended(text);
        submitted.failed(failure, text);
    }

    /// @param error empty after success
    private void ended(String error) {
        graph.leave(planned.stages());
        onEnd.accept(this);
        news.ends(submitted);
        news.tell(new Event.JobFinished(planned.id(), submitted.age(), error));
    }

    private int failuresMax() {
        return spark.conf().getInt("spark.task.maxFailures", spark.isLocal() ? 1 : 4);
    }
}
