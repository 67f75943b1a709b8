/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.scheduler.engine.AddedClasses;
import dev.sparrow.scheduler.plan.Explanation;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.shared.BroadcastStore;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EventSink;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.JobRequest;

import org.apache.spark.SparkContext;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The engine of masters `spark:…`: stages are planned and computed as always, and run as tasks of Spark's.
final class SparkEngine implements Engine {
    private final SparkStart start;
    private final SparkContext spark;
    private final Settings settings;
    private final StageRegistry book;
    private final SparkNews news;
    private final SparkProbe probe;
    private final SparkGraph graph;
    private final SparkDatasets datasets;
    private final SparkAnswers answers;
    private final AddedClasses added = new AddedClasses();
    private final Set<SparkJob> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    SparkEngine(SparkStart start, Settings settings, EventSink listeners) {
        this.settings = settings;
        this.start = start;
        this.answers = start.answers();
        this.spark = start.spark();
        this.news = new SparkNews(spark, answers, listeners);
        this.probe = new SparkProbe(spark, settings.get(Keys.UNSCHEDULABLE_TIMEOUT));
        this.graph = new SparkGraph(spark, answers, news);
        this.book =
                new StageRegistry(
                        cache -> graph.isComplete(cache.id()),
                        new Demand(settings.get(Keys.TASK_CPUS), settings.get(Keys.TASK_RESOURCES)),
                        true);
        news.begin(book);
        this.datasets = new SparkDatasets(book, graph);
    }

    @Override
    public Job submit(JobRequest request) {
        if (closed.get()) {
            throw new SparrowException(ErrorCode.CONTEXT_CLOSED, request.label() + ": this context is closed.");
        }
        var classes = userClasses(request.setting().jars());
        answers.serveShell(SnippetCode.here());
        var planned = book.open(request, classes);
        SparkJob job;
        try {
            planned.stages().forEach(stage -> graph.add(stage));
            Refusals.check(planned, request);
            job = new SparkJob(spark, graph, news, probe, planned, request, classes, this::ended);
        } catch (RuntimeException e) {
            book.close(planned.id(), graph::forget);
            throw e;
        }
        running.add(job);
        book.submitted(planned, graph::release);
        job.start();
        return job.submitted();
    }

    private void ended(SparkJob job) {
        book.close(job.submitted().id(), graph::forget);
        running.remove(job);
    }

    /// By which the results of a new job are opened.
    private ClassLoader userClasses(List<Path> jars) {
        var context = Thread.currentThread().getContextClassLoader();
        return context instanceof SnippetCode ? context : added.over(context, jars);
    }

    @Override
    public String explain(Lineage target) {
        news.awaitSpark();
        var storage = datasets.storage();
        var compilation = settings.get(Keys.PIPELINES);
        return book.unchanged(() -> Explanation.of(target, storage, compilation) + news.history(linesOf(target)));
    }

    private static Set<String> linesOf(Lineage target) {
        var lines = new LinkedHashSet<String>();
        LineageWalk.parentsFirst(target).forEach(node -> lines.add(node.header().label().toString()));
        return lines;
    }

    @Override
    public DatasetStore datasets() {
        return datasets;
    }

    @Override
    public BroadcastStore broadcasts() {
        return answers;
    }

    @Override
    public int slots() {
        return spark.defaultParallelism();
    }

    @Override
    public boolean isLocal() {
        return spark.isLocal();
    }

    @Override
    public void cancelAll(String reason) {
        running.forEach(job -> job.cancel(reason));
    }

    @Override
    public void awaitEvents() {
        news.awaitDelivered();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        running.forEach(SparkJob::close);
        news.awaitSpark();
        news.close();
        start.close();
        added.close();
    }
}
