/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.RunFacts;

import java.util.List;
import java.util.Optional;

/// The list of all runs of a folder.
public final class HistoryPage {
    private static final int ROWS_MAX = 1_000;

    private HistoryPage() {}

    /// A run.
    ///
    /// @param facts empty if its log cannot be read, with the reason in `problem`
    /// @param tookMicros empty if its log does not say that it has ended
    public record Row(String id, Optional<RunFacts> facts, Optional<Long> tookMicros, long bytes, String problem) {}

    /// The page of a list.
    ///
    /// @param rows the latest first
    public static String of(List<Row> rows) {
        var html = new Markup();
        html.raw("<!DOCTYPE html>").open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        html.element("title", "Runs – Sparrow");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("link", "rel", "icon", "href", "data:,").open("link", "rel", "stylesheet", "href", "page.css");
        html.close("head").open("body").open("header").element("p", "Sparrow", "class", "app").close("header");
        html.open("main").element("h1", "Runs");
        if (rows.isEmpty()) {
            html.element("p", "There are no logs of runs in this folder.");
        }
        var table = new TableOf("Runs", List.of("Run", "Application", "Master", "Started", "#Took", "#Log"));
        rows.stream().limit(ROWS_MAX).forEach(row -> row(table, row));
        return html.raw(table.done()).close("main").close("body").close("html").toString();
    }

    private static void row(TableOf table, Row row) {
        if (row.facts().isEmpty()) {
            table.row("failed").cell(row.id()).cell("cannot be read: " + row.problem()).cell("").cell("").number("");
        } else {
            var facts = row.facts().get();
            table.row("").link("run/" + row.id() + "/", row.id()).cell(facts.app()).cell(facts.master());
            table.cell(facts.started()).number(row.tookMicros().map(Amounts::micros).orElse("no end"));
        }
        table.number(Amounts.bytes(row.bytes())).end();
    }
}
