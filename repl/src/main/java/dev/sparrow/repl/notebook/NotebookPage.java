/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import dev.sparrow.repl.show.Chart;

import org.commonmark.ext.gfm.tables.TablesExtension;
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
            :root { color-scheme: light dark; --text: #1f2430; --pale: #5b6472; --line: #d5dbe1; --code: #f3f5f7; --bad: #b42318;
              --k: #7a2a8c; --s: #1a6b3c; --n: #1b5fa8; --link: #1b5fa8 }
            @media (prefers-color-scheme: dark) { :root { --text: #e3e6ea; --pale: #a4adb9; --line: #3a424d; --code: #21262d;
              --bad: #ff8b80; --k: #d9a3ec; --s: #8fd3a8; --n: #8ec1f5; --link: #8ec1f5 } body { background: #14171c } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem; color: var(--text);
              overflow-wrap: break-word }
            a { color: var(--link) }
            pre { font: 13px/1.35 ui-monospace, monospace; padding: .7rem 1rem; border-radius: 4px; white-space: pre-wrap;
              overflow-wrap: anywhere }
            pre.code { background: var(--code) }
            pre.output { margin-top: -.7rem; border-left: 3px solid var(--line); color: var(--text) }
            pre.error { border-left-color: var(--bad); color: var(--bad) }
            .k { color: var(--k) } .s { color: var(--s) } .n { color: var(--n) } .c { color: var(--pale) }
            .wide { overflow-x: auto; margin: .7rem 0 }
            table { font: 13px/1.35 ui-monospace, monospace; border-collapse: collapse }
            th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid var(--line); white-space: pre }
            .prose th, .prose td { white-space: normal; overflow-wrap: normal }
            th.number, td.number { text-align: right } tr.types { color: var(--pale) }
            figure { margin: 1rem 0 } svg, img { max-width: 100%; height: auto }
            code { font-family: ui-monospace, monospace; font-size: .9em }
            @media print { pre, table, figure { break-inside: avoid } }
            """;

    /// Links that a page may have; `javascript:` and `data:` run code of whoever wrote the notebook.
    private static final List<String> LINKS = List.of("http", "https", "mailto");

    private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());
    private static final Parser MARKDOWN = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer PROSE =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
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
        var heading = body.contains("<h1>") ? "" : "<h1>" + HtmlTables.escaped(title) + "</h1>\n";
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
        <main>
        %s
        </main>
        </body>
        </html>
        """
                .formatted(HtmlTables.escaped(title), STYLE, heading + body);
    }

    private static String cell(Notebook.Cell cell, List<Chart> charts) {
        return switch (cell) {
            case Notebook.Prose(var markdown) -> prose(markdown);
            case Notebook.Code(var source, var output) ->
                    "<pre class=\"code\">" + HtmlCode.of(source) + "</pre>" + printed(output, charts);
        };
    }

    /// Its tables scroll by themselves, and columns without names have no header. All tags are the renderer's own.
    private static String prose(String markdown) {
        return PROSE.render(MARKDOWN.parse(markdown))
                .replace(
                        "<table>",
                        "<div class=\"wide prose\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
                .replace("</table>", "</table></div>")
                .replaceAll("<th[^>]*></th>", "<td></td>");
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
