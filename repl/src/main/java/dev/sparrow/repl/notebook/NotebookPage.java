/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import dev.sparrow.repl.show.Chart;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A notebook as a page of HTML that needs nothing else: what its code prints as text, charts as pictures.
public final class NotebookPage {
    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
            pre { font: 13px/1.35 ui-monospace, monospace; padding: .7rem 1rem; overflow-x: auto; border-radius: 4px }
            pre.code { background: #f3f5f7 } pre.output { margin-top: -.7rem; border-left: 3px solid #cdd5dc; color: #444 }
            table { font: 13px/1.35 ui-monospace, monospace; border-collapse: collapse; margin: .7rem 0 }
            th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid #e3e8ec }
            th.number, td.number { text-align: right } tr.types { color: #888 }
            figure { margin: 1rem 0 } svg { max-width: 100%; height: auto }
            code { font-family: ui-monospace, monospace; font-size: .9em }
            """;

    /// Links that a page may have; `javascript:` and `data:` run code of whoever wrote the notebook.
    private static final List<String> LINKS = List.of("http", "https", "mailto");

    private static final HtmlRenderer PROSE =
            HtmlRenderer.builder()
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .urlSanitizer(new DefaultUrlSanitizer(LINKS))
                    .build();

    private NotebookPage() {}

    /// The whole page.
    ///
    /// @param title shown by browsers
    public static String of(NotebookRun run, String title) {
        var cells = run.notebook().cells();
        var body =
                IntStream.range(0, cells.size())
                        .mapToObj(i -> cell(cells.get(i), run.charts().get(i)))
                        .collect(Collectors.joining("\n"));
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
                .formatted(HtmlTables.escaped(title), STYLE, body);
    }

    private static String cell(Notebook.Cell cell, List<Chart> charts) {
        return switch (cell) {
            case Notebook.Prose(var markdown) -> PROSE.render(Parser.builder().build().parse(markdown));
            case Notebook.Code(var source, var output) ->
                    "<pre class=\"code\">" + HtmlTables.escaped(source) + "</pre>" + printed(output, charts);
        };
    }

    private static String printed(String output, List<Chart> charts) {
        var text = output;
        var pictures = new StringBuilder();
        for (var chart : charts) {
            text = text.replace("\n" + chart.toString().stripTrailing(), "").stripTrailing();
            pictures.append("\n<figure>").append(chart.svg()).append("</figure>");
        }
        return HtmlTables.of(text) + pictures;
    }
}
