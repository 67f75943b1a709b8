/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.repl.show.Table;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;

class NotebookTest {
    private static final String TEXT =
            """
            // # Title
            //
            // Some *prose*.

            int twice(int v) {

                return 2 * v;
            }
            twice(21)
            //> created method twice(int)
            //> $1 ==> 42

            plot(1, 2)
            """;

    @Test
    void textOfAParsedNotebook_isTheSame() {
        var notebook = Notebook.parse(TEXT);
        assertThat(notebook.cells())
                .containsExactly(
                        new Notebook.Prose("# Title\n\nSome *prose*."),
                        new Notebook.Code(
                                "int twice(int v) {\n\n    return 2 * v;\n}\ntwice(21)",
                                "created method twice(int)\n$1 ==> 42"),
                        new Notebook.Code("plot(1, 2)", ""));
        assertThat(notebook.text()).isEqualTo(TEXT);
    }

    @Test
    void linksThatRunCode_areNotKept() {
        var prose =
                "[a](javascript:alert(1)) [b](data:text/html,x) [c](JaVaScRiPt:x) ![d](data:image/png;base64,x)"
                        + " [e](https://example.org) [f](other.html)";
        var run = NotebookRun.of(Notebook.parse("// " + prose + "\n"), "local[1]");
        assertThat(NotebookPage.of(run, "links").toLowerCase(Locale.ROOT))
                .contains("href=\"https://example.org\"", "href=\"other.html\"")
                .doesNotContain("javascript:", "data:");
    }

    @Test
    void run_printsBelowTheCode_andThePageHasPictures() {
        var run = NotebookRun.of(Notebook.parse(TEXT), "local[1]");
        assertThat(run.notebook().cells().get(1)).isEqualTo(Notebook.parse(TEXT).cells().get(1));
        var page = NotebookPage.of(run, "a < b");
        assertThat(page)
                .contains(
                        "<title>a &lt; b</title>",
                        "<h1>Title</h1>",
                        "<p>Some <em>prose</em>.</p>",
                        "<pre class=\"output\">created method twice(int)\n$1 ==&gt; 42</pre>",
                        "<pre class=\"output\">$2 ==&gt;</pre>\n<figure><svg",
                        "<span class=\"k\">int</span> twice(<span class=\"k\">int</span> v)",
                        "prefers-color-scheme: dark")
                .doesNotContain("┤");
    }

    @Test
    void printedTables_areTablesOfThePage() {
        record City(String name, long people) {}
        var printed = "before\n" + Table.of(List.of(new City("東京 <b>", 14), new City("Ulm", 5)), "... and more");
        assertThat(HtmlTables.of(printed))
                .isEqualTo(
                        """

                        <pre class="output">before</pre>
                        <div class="wide" tabindex="0" role="group" aria-label="Table"><table>
                        <tr><th scope="col">name</th><th scope="col" class="number">people</th></tr>
                        <tr class="types"><td>String</td><td class="number">Long</td></tr>
                        <tr><td>東京 &lt;b&gt;</td><td class="number">14</td></tr>
                        <tr><td>Ulm</td><td class="number">5</td></tr>
                        </table></div>
                        <pre class="output">... and more</pre>\
                        """);
    }

    @Test
    void datasetOfWhichNothingIsLeft_hasItsColumns() {
        var code =
                """
                record City(String name, long people) {}
                var cities = sc.parallelize(List.of(new City("Ulm", 5), new City("Bonn", 7)));
                show(cities.filter(city -> city.people() > 6).filter(city -> city.people() < 7))

                show(cities.filter(city -> false).map(city -> city.name()))
                """;
        var cells = NotebookRun.of(Notebook.parse(code), "local[1]").notebook().cells();
        var printed =
                """
                name    people
                String    Long
                ──────  ──────
                (no rows)\
                """;
        assertThat(((Notebook.Code) cells.get(0)).output()).endsWith(printed);
        assertThat(((Notebook.Code) cells.get(1)).output()).as("nobody knows").isEqualTo("(no rows)");
        assertThat(HtmlTables.of(printed))
                .contains("<th scope=\"col\">name</th>", "</table></div>\n<pre class=\"output\">(no rows)</pre>")
                .doesNotContain("<td>(no");
    }

    @Test
    void tablesOfTheProse_areTablesOfThePage() {
        var run = NotebookRun.of(Notebook.parse("// | a | b |\n// |---|--:|\n// | 1 | 2 |\n"), "local[1]");
        assertThat(NotebookPage.of(run, "tables")).contains("<th>a</th>", "<td align=\"right\">2</td>");
    }

    @Test
    void failures_lookLikeFailures() {
        assertThat(HtmlTables.of("fine\nError: no\n  int x\njava.lang.X_Error: a\n    at b\nCaused by: c\nfine\n"))
                .isEqualTo(
                        """

                        <pre class="output">fine</pre>
                        <pre class="output error">Error: no
                          int x</pre>
                        <pre class="output error">java.lang.X_Error: a
                            at b
                        Caused by: c</pre>
                        <pre class="output">fine</pre>\
                        """);
    }

    @Test
    void words_haveTheirColours() {
        assertThat(HtmlCode.of("int a = 1; // <b>\nvar s = \"if \\\" x\"; 'c'"))
                .isEqualTo(
                        "<span class=\"k\">int</span> a = <span class=\"n\">1</span>; <span class=\"c\">// &lt;b&gt;</span>\n"
                                + "<span class=\"k\">var</span> s = <span class=\"s\">&quot;if \\&quot; x&quot;</span>;"
                                + " <span class=\"s\">'c'</span>");
    }
}
