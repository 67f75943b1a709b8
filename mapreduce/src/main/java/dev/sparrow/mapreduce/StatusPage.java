/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

/// A [Status] as a page of HTML: a table of stages, each with a link to its attempts.
final class StatusPage {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>MapReduce status</title>
            <style>body{font:14px sans-serif}td,th{padding:2px 8px;text-align:left}progress{width:8em}</style></head><body>
            <h1>MapReduce status</h1>
            <table><tr><th>job<th>stage<th>phase<th>progress<th>done<th>running<th>failed attempts<th>bytes read<th>bytes written</tr>
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private StatusPage() {}

    static String of(Status status) {
        var page = new StatusPage();
        var stages = status.stages();
        for (var i = 0; i < stages.size(); i++) {
            page.stage(i, stages.get(i));
        }
        page.page.append("</table>\n<h2>Failed workers</h2>\n<ul>\n");
        status.failedWorkers().forEach(worker -> page.page.append("<li>").append(escaped(worker)).append('\n'));
        page.page.append("</ul>\n");
        for (var i = 0; i < stages.size(); i++) {
            page.attempts(i, stages.get(i), status);
        }
        return page.page.append("</body></html>\n").toString();
    }

    private void stage(int number, Status.Progress stage) {
        page.append(
                "<tr><td>%s<td><a href=\"#stage%d\">%s</a><td>%s<td><progress max=\"%d\" value=\"%d\"></progress><td>%d of %d<td>%d<td>%d<td>%,d<td>%,d</tr>%n"
                        .formatted(
                                escaped(stage.job()),
                                number,
                                escaped(stage.stage()),
                                stage.reduces() ? "reduce" : "map",
                                stage.tasks(),
                                stage.done(),
                                stage.done(),
                                stage.tasks(),
                                stage.running(),
                                stage.failedAttempts(),
                                stage.bytesRead(),
                                stage.bytesWritten()));
    }

    private void attempts(int number, Status.Progress stage, Status status) {
        page.append("<h2 id=\"stage%d\">%s</h2>%n".formatted(number, escaped(stage.stage())));
        page.append("<table><tr><th>task<th>attempt<th>worker<th>state</tr>\n");
        for (var attempt : status.attempts(number)) {
            page.append(
                    "<tr><td>%d<td>%d<td>%s<td>%s</tr>%n"
                            .formatted(
                                    attempt.id().partition(),
                                    attempt.id().attempt(),
                                    escaped(attempt.worker().toString()),
                                    escaped(attempt.state())));
        }
        page.append("</table>\n");
    }

    /// Names and reasons come from users.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
