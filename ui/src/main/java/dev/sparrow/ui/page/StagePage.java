/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.LanesPicture;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.picture.SpreadPicture;
import dev.sparrow.ui.picture.Steps;
import dev.sparrow.ui.picture.Words;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageView;

import java.util.List;
import java.util.stream.Stream;

/// A stage: how its figures spread over its tasks, all attempts over time, those that took longest and those that
/// failed.
final class StagePage {
    private static final int LONGEST_MAX = 20;
    private static final int FAILED_MAX = 50;

    private StagePage() {}

    static String of(StageView stage) {
        var html = new Markup();
        var counts = stage.counts();
        html.element("h1", "Stage " + stage.id() + ": " + stage.name());
        html.open("p").element("strong", Words.of(stage.status()), "class", "state " + Words.of(stage.status()));
        html.text(
                ", "
                        + Amounts.count(counts.done())
                        + " of "
                        + Amounts.count(counts.tasks())
                        + " tasks done, "
                        + counts.running()
                        + " running, "
                        + counts.failed()
                        + " failed, "
                        + counts.cancelled()
                        + " cancelled; took "
                        + Amounts.micros(stage.took())
                        + " for "
                        + Amounts.micros(stage.total(Figure.RAN))
                        + " of work. Jobs:");
        stage.jobs().stream()
                .limit(8)
                .forEach(job -> html.text(" ").element("a", job.id(), "href", "#/job/" + job.id()));
        html.text(stage.jobs().size() > 8 ? " …" : "").close("p");
        if (!stage.failure().isEmpty()) {
            html.element("pre", stage.failure(), "class", "error");
        }
        steps(html, stage);
        spread(html, stage);
        if (stage.hasRun()) {
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
            html.raw(LanesPicture.of(List.of(stage))).close("div");
        }
        longest(html, stage);
        failed(html, stage);
        return html.toString();
    }

    private static void steps(Markup html, StageView stage) {
        if (stage.datasets().isEmpty()) {
            return;
        }
        html.element("h2", "Steps").open("ol");
        Steps.of(stage.datasets()).forEach(step -> html.element("li", step));
        html.close("ol");
        if (!stage.spills().isEmpty()) {
            html.element("h2", "On disk for want of memory").open("ul");
            stage.spills()
                    .forEach((operator, spill) ->
                            html.element(
                                    "li",
                                    operator
                                            + ": "
                                            + Amounts.count(spill.rows())
                                            + " rows, "
                                            + Amounts.bytes(spill.bytes())));
            html.close("ul");
        }
    }

    private static void spread(Markup html, StageView stage) {
        if (stage.quantiles(Figure.RAN).count() == 0) {
            return;
        }
        html.element("h2", "Tasks");
        html.open(
                "div",
                "class",
                "scroll picture",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Spread of run times");
        html.raw(SpreadPicture.of(stage, Figure.RAN)).close("div");
        var table =
                new TableOf(
                        "Spread over the tasks that are done",
                        List.of("What", "#Least", "#Quarter", "#Median", "#Three quarters", "#Most", "#All together"));
        for (var figure : Figure.values()) {
            if (stage.total(figure) != 0) {
                var spread = stage.quantiles(figure);
                table.row("").cell(figure.words());
                Stream.of(spread.least(), spread.quarter(), spread.median(), spread.threeQuarters(), spread.greatest())
                        .forEach(value -> table.number(Amounts.of(figure, value)));
                table.number(Amounts.of(figure, stage.total(figure))).end();
            }
        }
        html.raw(table.done());
    }

    private static void longest(Markup html, StageView stage) {
        var tasks = stage.tasks();
        var rows = Longest.rows(stage, LONGEST_MAX);
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", "The longest tasks");
        var table =
                new TableOf(
                        "The longest tasks",
                        List.of(
                                "#Partition",
                                "#Attempt",
                                "Executor",
                                "#Ran",
                                "#Processor",
                                "#Records in",
                                "#Bytes in",
                                "#To disk"));
        for (int row : rows) {
            var records = tasks.figure(Figure.RECORDS_READ, row) + tasks.figure(Figure.SHUFFLE_RECORDS_READ, row);
            var bytes = tasks.figure(Figure.FILE_BYTES_READ, row) + tasks.figure(Figure.SHUFFLE_BYTES_READ, row);
            table.row("").number(tasks.partition(row)).number(tasks.attempt(row)).cell(tasks.executor(row));
            table.number(Amounts.micros(tasks.figure(Figure.RAN, row)));
            table.number(Amounts.micros(tasks.figure(Figure.CPU, row)));
            table.number(Amounts.count(records)).number(Amounts.bytes(bytes));
            table.number(Amounts.bytes(tasks.figure(Figure.SPILLED_BYTES, row))).end();
        }
        html.raw(table.done());
    }

    private static void failed(Markup html, StageView stage) {
        var tasks = stage.tasks();
        var rows = tasks.failedRows().stream().filter(row -> tasks.end(row) <= stage.at()).limit(FAILED_MAX).toList();
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", "Attempts that failed or were cancelled");
        var table = new TableOf("Failed attempts", List.of("#Partition", "#Attempt", "Executor", "How", "Why"));
        for (int row : rows) {
            table.row(Words.of(tasks.status(row))).number(tasks.partition(row)).number(tasks.attempt(row));
            table.cell(tasks.executor(row)).cell(Words.of(tasks.status(row))).cell(tasks.reason(row)).end();
        }
        html.raw(table.done());
    }
}
