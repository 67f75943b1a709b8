/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.DagPicture;
import dev.sparrow.ui.picture.LanesPicture;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.picture.Words;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.Locale;

/// A job: its stages as a picture and as a table, and its attempts over time.
final class JobPage {
    private static final int DRAWN_MAX = 200;

    private JobPage() {}

    static String title(JobView job) {
        return job.said().description().map(said -> said + " – " + job.label()).orElse(job.label());
    }

    static String of(Moment moment, JobView job) {
        var html = new Markup();
        html.element("h1", "Job " + job.id() + ": " + title(job));
        html.open("p").element("strong", Words.of(job.status()), "class", "state " + Words.of(job.status()));
        html.text(
                ", took "
                        + Amounts.micros(job.took())
                        + ", began "
                        + Amounts.micros(job.start())
                        + " after the start.");
        job.said().group().ifPresent(group -> html.text(" Group: " + group + "."));
        if (!job.said().tags().isEmpty()) {
            html.text(" Tags: " + String.join(", ", job.said().tags()) + ".");
        }
        html.close("p");
        if (!job.error().isEmpty()) {
            html.element("pre", job.error(), "class", "error");
        }
        var stages = job.stages();
        html.element("h2", "Stages");
        if (stages.size() <= DRAWN_MAX) {
            html.open(
                    "div",
                    "class",
                    "scroll picture",
                    "tabindex",
                    "0",
                    "role",
                    "region",
                    "aria-label",
                    "Graph of stages");
            html.raw(DagPicture.of(job)).close("div");
        }
        html.raw(table("Stages of job " + job.id(), stages));
        var ran = stages.stream().filter(job::ran).toList();
        if (!ran.isEmpty()) {
            html.element("h2", "Attempts over time");
            html.open(
                    "div",
                    "class",
                    "scroll picture",
                    "tabindex",
                    "0",
                    "role",
                    "region",
                    "aria-label",
                    "Attempts over time");
            html.raw(LanesPicture.of(ran)).close("div");
        }
        return html.toString();
    }

    static String table(String caption, List<StageView> stages) {
        var table =
                new TableOf(
                        caption,
                        List.of(
                                "#Stage",
                                "What",
                                "State",
                                "Tasks",
                                "#Took",
                                "#Work",
                                "#Skew",
                                "#Read",
                                "#Written",
                                "#To disk",
                                "#GC",
                                "#Failed"));
        stages.forEach(stage -> row(table, stage));
        return table.done();
    }

    private static void row(TableOf table, StageView stage) {
        var counts = stage.counts();
        table.row("stage " + Words.of(stage.status())).number(stage.id());
        if (!stage.hasRun()) {
            table.cell(stage.name()).cell(Words.of(stage.status()) + madeBy(stage)).cell(stage.partitions() + " tasks");
            for (var i = 0; i < 8; i++) {
                table.number("");
            }
            table.end();
            return;
        }
        var times = stage.quantiles(Figure.RAN);
        var skew = times.count() == 0 ? "" : String.format(Locale.ROOT, "%.1f ×", times.skew());
        table.link("#/stage/" + stage.id(), stage.name()).cell(Words.of(stage.status()));
        table.raw(Bars.of(counts.done(), counts.tasks())).number(Amounts.micros(stage.took()));
        table.number(Amounts.micros(stage.total(Figure.RAN))).number(skew);
        table.number(Amounts.bytes(stage.total(Figure.SHUFFLE_BYTES_READ) + stage.total(Figure.FILE_BYTES_READ)));
        table.number(Amounts.bytes(stage.total(Figure.SHUFFLE_BYTES_WRITTEN) + stage.total(Figure.FILE_BYTES_WRITTEN)));
        table.number(blankZero(stage.total(Figure.SPILLED_BYTES), Figure.SPILLED_BYTES));
        table.number(blankZero(stage.total(Figure.GC), Figure.GC));
        table.number(counts.failed() == 0 ? "" : counts.failed()).end();
    }

    private static String blankZero(long value, Figure figure) {
        return value == 0 ? "" : Amounts.of(figure, value);
    }

    /// The job that made what a skipped stage would make.
    private static String madeBy(StageView stage) {
        return switch (stage.status()) {
            case SKIPPED -> ": there was no need to run it";
            case WAITING, RUNNING, DONE, FAILED -> "";
        };
    }
}
