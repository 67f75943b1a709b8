/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.picture.Words;
import dev.sparrow.ui.state.Happening;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;

import java.util.Comparator;
import java.util.List;

/// The jobs: those that run, then the others, the longest first.
final class JobsPage {
    private static final int ROWS_MAX = 200;
    private static final int WARNINGS_MAX = 20;

    private JobsPage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Jobs");
        var jobs = moment.jobs();
        summary(html, moment, jobs);
        if (jobs.isEmpty()) {
            return html.element("p", "No job has begun yet.").toString();
        }
        var table =
                new TableOf(
                        "Jobs by duration",
                        List.of("#Job", "Action", "State", "#Took", "#Began", "Stages", "Tasks", "End it"));
        jobs.stream()
                .sorted(
                        Comparator.comparing((JobView job) -> job.status() != JobView.Status.RUNNING)
                                .thenComparing(Comparator.comparingLong(JobView::took).reversed()))
                .limit(ROWS_MAX)
                .forEach(job -> row(table, job));
        html.raw(table.done());
        if (jobs.size() > ROWS_MAX) {
            html.element("p", "And " + Amounts.count(jobs.size() - ROWS_MAX) + " shorter ones.");
        }
        warnings(html, moment);
        return html.toString();
    }

    private static void summary(Markup html, Moment moment, List<JobView> jobs) {
        var failed = jobs.stream().filter(job -> job.status() == JobView.Status.FAILED).count();
        var running = jobs.stream().filter(job -> job.status() == JobView.Status.RUNNING).count();
        html.element(
                "p",
                Amounts.count(jobs.size())
                        + (jobs.size() == 1 ? " job" : " jobs")
                        + ", "
                        + running
                        + " running, "
                        + failed
                        + " failed, "
                        + Amounts.micros(moment.at())
                        + " after the start on "
                        + moment.facts().master()
                        + ".");
    }

    private static void row(TableOf table, JobView job) {
        var done = 0;
        var all = 0;
        var ran = 0;
        var stages = job.stages();
        for (var stage : stages) {
            if (job.ran(stage)) {
                ran++;
                done += Math.min(stage.counts().done(), stage.partitions());
                all += stage.partitions();
            }
        }
        table.row("job " + Words.of(job.status()));
        table.number(job.id()).link("#/job/" + job.id(), JobPage.title(job)).cell(Words.of(job.status()));
        table.number(Amounts.micros(job.took())).number(Amounts.micros(job.start()));
        table.cell(ran + " run" + (ran < stages.size() ? ", " + (stages.size() - ran) + " there or waiting" : ""));
        table.raw(Bars.of(done, all)).raw(job.status() == JobView.Status.RUNNING ? cancel(job) : "").end();
    }

    private static String cancel(JobView job) {
        return new Markup()
                .element("button", "Cancel", "type", "button", "class", "cancel", "data-job", job.id())
                .toString();
    }

    private static void warnings(Markup html, Moment moment) {
        var warnings =
                moment.happenings().stream()
                        .filter(Happening.Warned.class::isInstance)
                        .map(Happening.Warned.class::cast)
                        .toList();
        if (!warnings.isEmpty()) {
            html.element("h2", "Warnings").open("ul");
            warnings.stream()
                    .limit(WARNINGS_MAX)
                    .forEach(warned -> html.element("li", Amounts.micros(warned.at()) + ": " + warned.text()));
            html.close("ul");
        }
    }
}
