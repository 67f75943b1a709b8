/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The figures of a run in the text form of OpenMetrics 1.0, for Prometheus and whatever else reads that.
final class OpenMetrics {
    private final StringBuilder text = new StringBuilder();
    private final Moment moment;

    private OpenMetrics(Moment moment) {
        this.moment = moment;
    }

    static String of(Moment moment) {
        var metrics = new OpenMetrics(moment);
        metrics.write();
        return metrics.text + "# EOF\n";
    }

    private void write() {
        var facts = moment.facts();
        family("sparrow_run", "info", "The run.");
        line("sparrow_run_info", labels("app", facts.app(), "master", facts.master(), "run", facts.id()), "1");
        jobs();
        var stages = moment.stages();
        tasks(stages);
        family("sparrow_stages_running", "gauge", "Stages that run.");
        line(
                "sparrow_stages_running",
                "",
                stages.stream().filter(stage -> stage.status() == StageView.Status.RUNNING).count() + "");
        for (var figure : Figure.values()) {
            figure(figure, stages.stream().mapToLong(stage -> stage.total(figure)).sum());
        }
        executors();
        cached();
        counter(
                "sparrow_partitions_lost",
                "Partitions that were lost and made again.",
                moment.recomputed().stream().mapToLong(again -> again.lost().partitions().size()).sum());
    }

    private void jobs() {
        var counts = new TreeMap<String, Integer>(Map.of("running", 0, "done", 0, "failed", 0));
        for (var job : moment.jobs()) {
            counts.merge(word(job.status()), 1, Integer::sum);
        }
        family("sparrow_jobs_running", "gauge", "Jobs that run.");
        line("sparrow_jobs_running", "", counts.get("running").toString());
        family("sparrow_jobs", "counter", "Jobs that have ended.");
        line("sparrow_jobs_total", labels("result", "done"), counts.get("done").toString());
        line("sparrow_jobs_total", labels("result", "failed"), counts.get("failed").toString());
    }

    private static String word(JobView.Status status) {
        return switch (status) {
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    private void tasks(List<StageView> stages) {
        var counts = new ArrayList<StageView.Counts>();
        stages.forEach(stage -> counts.add(stage.counts()));
        family("sparrow_tasks_running", "gauge", "Attempts that run.");
        line("sparrow_tasks_running", "", sum(counts, 0));
        family("sparrow_tasks", "counter", "Attempts that have ended.");
        line("sparrow_tasks_total", labels("result", "done"), sum(counts, 1));
        line("sparrow_tasks_total", labels("result", "failed"), sum(counts, 2));
        line("sparrow_tasks_total", labels("result", "cancelled"), sum(counts, 3));
    }

    private static String sum(List<StageView.Counts> counts, int which) {
        return Long.toString(
                counts.stream()
                        .mapToLong(count ->
                                List.of(count.running(), count.done(), count.failed(), count.cancelled()).get(which))
                        .sum());
    }

    private void figure(Figure figure, long value) {
        var name = figure.name().toLowerCase(Locale.ROOT);
        var unit =
                switch (figure.unit()) {
                    case MICROS -> "seconds";
                    case BYTES -> "bytes";
                    case COUNT -> "";
                };
        var shown =
                switch (figure.unit()) {
                    case MICROS -> Double.toString(value / 1e6);
                    case BYTES, COUNT -> Long.toString(value);
                };
        var family = "sparrow_task_" + name.replace("_bytes", "") + (unit.isEmpty() ? "" : "_" + unit);
        family(family, "counter", figure.words(), unit);
        line(family + "_total", "", shown);
    }

    private void executors() {
        family("sparrow_executor_slots", "gauge", "Task slots.");
        for (var view : moment.executors()) {
            if (view.present()) {
                line(
                        "sparrow_executor_slots",
                        labels("executor", view.executor().id().toString()),
                        Integer.toString(view.executor().slots()));
            }
        }
    }

    private void cached() {
        family("sparrow_cached_bytes", "gauge", "Cached partitions.", "bytes");
        for (var dataset : moment.cached()) {
            var id = dataset.id().toString();
            line(
                    "sparrow_cached_bytes",
                    labels("dataset", id, "name", dataset.name(), "where", "memory"),
                    Long.toString(dataset.bytesInMemory()));
            line(
                    "sparrow_cached_bytes",
                    labels("dataset", id, "name", dataset.name(), "where", "disk"),
                    Long.toString(dataset.bytesOnDisk()));
        }
    }

    private void counter(String name, String help, long value) {
        family(name, "counter", help);
        line(name + "_total", "", Long.toString(value));
    }

    private void family(String name, String type, String help) {
        family(name, type, help, "");
    }

    private void family(String name, String type, String help, String unit) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    }

    private void line(String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private static String labels(String... namesAndValues) {
        var labels = new ArrayList<String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            labels.add(namesAndValues[i] + "=\"" + escaped(namesAndValues[i + 1]) + "\"");
        }
        return "{" + String.join(",", labels) + "}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
