/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.repl.show.Chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pages for people who see little, use no mouse or a small screen, as far as no browser is needed to tell.
class NotebookAccessTest {
    private static final String TEXT =
            """
            // Prose without a heading.
            //
            // | | a name |
            // |---|---|
            // | row | value |

            show(sc.parallelize(List.of(Map.of("", 1, "b", 2))))

            hist(List.of(1, 2, 3))

            sc.range(3).map(x -> 1 / (x - x)).collect()
            """;

    private static String page() {
        return NotebookPage.of(NotebookRun.of(Notebook.parse(TEXT), "local[1]"), "the title");
    }

    @Test
    void aPage_hasALanguage_aMainPart_andOneFirstHeading() {
        assertThat(page()).containsOnlyOnce("<html lang=\"en\">").containsOnlyOnce("<main>");
        assertThat(page()).containsOnlyOnce("<h1>the title</h1>").containsOnlyOnce("<h1>");
        var named = NotebookPage.of(NotebookRun.of(Notebook.parse("// # Mine\n"), "local[1]"), "the title");
        assertThat(named).containsOnlyOnce("<h1>Mine</h1>").containsOnlyOnce("<h1>");
    }

    /// A page is not wider than its window, and what scrolls by itself is reached by the keyboard.
    @Test
    void tables_scrollByThemselves() {
        var page = page();
        assertThat(count(page, "<table>")).isEqualTo(2);
        assertThat(
                        count(
                                page,
                                "<div class=\"wide( prose)?\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\\s*<table>"))
                .isEqualTo(2);
        assertThat(page).contains("pre-wrap", "overflow-wrap: anywhere", "svg, img { max-width: 100%");
    }

    @Test
    void headersOfTables_haveNames_andThoseOfOutputSayOfWhat() {
        assertThat(page()).contains("<th scope=\"col\" class=\"number\">b</th>", "<th>a name</th>");
        assertThat(count(page(), "<th[^>]*>\\s*</th>")).isZero();
    }

    @Test
    void charts_haveAText() {
        assertThat(page()).contains("role=\"img\" aria-label=\"A histogram of value\"");
    }

    /// WCAG 2.2, 1.4.3: 4.5 to 1.
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void letters_standOutFromWhatIsBehind(String scheme) {
        var style = style(scheme);
        var colours = variables(style);
        var page = scheme.equals("light") ? "#ffffff" : "#14171c";
        assertThat(style).as("the colour of the page").contains(scheme.equals("light") ? "color-scheme" : page);
        for (var name : List.of("text", "pale", "bad", "link")) {
            assertThat(contrast(colours.get(name), page)).as("%s on the page", name).isGreaterThan(4.5);
        }
        for (var name : List.of("text", "pale", "k", "s", "n")) {
            assertThat(contrast(colours.get(name), colours.get("code"))).as("%s in code", name).isGreaterThan(4.5);
        }
        var letters = scheme.equals("light") ? "#4b5563" : "#c3cad3";
        assertThat(new Chart.Bars(List.of("a"), List.of(1.0)).svg()).contains(letters);
        assertThat(contrast(letters, page)).as("letters of charts").isGreaterThan(4.5);
    }

    private static String style(String scheme) {
        var page = page();
        var dark = page.indexOf("@media (prefers-color-scheme: dark)");
        return scheme.equals("light") ? page.substring(0, dark) : page.substring(dark, page.indexOf("</style>"));
    }

    private static Map<String, String> variables(String style) {
        return Pattern.compile("--(\\w+): (#\\p{XDigit}{6})")
                .matcher(style)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (first, _) -> first));
    }

    /// Of two colours, by their relative luminance.
    private static double contrast(String one, String other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + .05) / (darker + .05);
    }

    private static double luminance(String colour) {
        var parts =
                Pattern.compile("\\p{XDigit}{2}")
                        .matcher(colour)
                        .results()
                        .map(MatchResult::group)
                        .mapToDouble(part -> Integer.parseInt(part, 16) / 255.0)
                        .map(part -> part <= .04045 ? part / 12.92 : Math.pow((part + .055) / 1.055, 2.4))
                        .toArray();
        return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
    }

    private static int count(String text, String pattern) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void chartsOfVeryMuch_haveAtMost100kB() {
        var numbers = IntStream.range(0, 100_000).mapToObj(i -> (double) (i * 7919L % 99_991)).toList();
        var names = IntStream.range(0, 3_000).mapToObj(i -> "a very long name ".repeat(60) + i).toList();
        for (var count : List.of(1, 300, 3_000)) {
            assertSmall(new Chart.Bars(names.subList(0, count), numbers.subList(0, count)));
        }
        assertSmall(new Chart.Points(numbers, numbers.reversed()));
        var edges = IntStream.rangeClosed(0, 99_999).mapToObj(i -> (double) i).toList();
        var counts = numbers.subList(1, 100_000).stream().map(Double::longValue).toList();
        assertSmall(new Chart.Histogram(edges, counts));
    }

    private static void assertSmall(Chart chart) {
        assertThat(chart.svg().getBytes(StandardCharsets.UTF_8).length).isBetween(500, 100_000);
    }
}
