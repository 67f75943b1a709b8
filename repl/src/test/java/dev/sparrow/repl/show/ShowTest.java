/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.repl.eval.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ShowTest {
    record City(String name, long people, double share) {}

    @Test
    void table_alignsWideCharactersAndNumbers() {
        var rows = Arrays.asList(new City("東京", 14_000_000, 0.25), new City("Ulm\n", 5, 1), null);
        assertThat(Table.of(rows, "... and more"))
                .isEqualTo(
                        """
                        name      people   share  value
                        String      Long  Double
                        ──────  ────────  ──────  ─────
                        東京    14000000  0.2500
                        Ulm\\n          5     1.0
                                                  null
                        ... and more
                        """);
    }

    @Test
    void longTexts_areCut() {
        assertThat(Table.of(List.of("x".repeat(100)), ""))
                .contains("x".repeat(39) + "…\n")
                .doesNotContain("x".repeat(40));
        assertThat(ValueText.of("x".repeat(10_000), "String")).hasSizeLessThan(600).endsWith(" ...");
        assertThat(ValueText.of(IntStream.range(0, 1000).boxed().toList(), "List<Integer>")).contains("1000 in all");
    }

    /// Moves a terminal's cursor, rings its bell, sets its title, turns what follows round.
    private static final String ODD = "a\u001b[2J\u0007\u009b\u202eb\r";

    private record Odd(String text, Object other) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void controlCharacters_areWrittenAndNotCarriedOut() {
        var written = "a\\u001b[2J\\u0007\\u009b\\u202eb\\r";
        var failed = new Outcome.Failed(new IllegalStateException(ODD));
        for (var text :
                List.of(
                        ValueText.of(ODD, "String"),
                        ValueText.of(List.of(ODD), "List"),
                        ValueText.of(new Odd(ODD, 1), "Odd"),
                        ValueText.of(Map.of(new Odd(ODD, 1), 1), "Map"),
                        Table.of(List.of(ODD), ""),
                        Table.of(List.of(new Odd("", new Odd(ODD, 2))), ""),
                        FailureText.of(failed).orElseThrow())) {
            assertThat(text).contains(written).doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r");
        }
        assertThat(ValueText.of('\u001b', "Character")).isEqualTo("'\\u001b'");
    }

    @Test
    void value_thatHoldsItself_isShown() {
        var loop = new Object[1];
        loop[0] = loop;
        assertThat(ValueText.of(loop, "Object[]")).startsWith("Object[1] {{{").contains("...");
    }

    @Test
    void histogram_isDrawnWithBlocks() {
        assertThat(new Chart.Histogram(List.of(0.0, 1.0, 2.5), List.of(8L, 1L)))
                .hasToString(
                        """
                                 0 … 1          ██████████████████████████████████████████████████ 8
                                 1 … 2.500      ██████▎ 1
                        """);
    }

    @Test
    void chart_isSavedAsPicture(@TempDir Path folder) throws IOException {
        var chart = new Chart.Points(List.of(0.0, 1.0), List.of(1.0, 2.0));
        var svg = chart.save(folder.resolve("a.svg").toString());
        assertThat(Files.readString(svg)).startsWith("<svg").endsWith("</svg>\n");
        var png = new Chart.Histogram(List.of(0.0, 1.0), List.of(8L)).save(folder.resolve("a.png").toString());
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThatThrownBy(() -> chart.save("chart.txt")).hasMessageContaining("saved as .svg or .png");
    }

    @Test
    void points_needAsManyXAsY() {
        assertThatThrownBy(() -> new Chart.Points(List.of(1.0), List.of())).hasMessageContaining("as many x as y");
    }

    @Test
    void typesOfThePrompt_areNamedAsTheyWereTyped() {
        var thrown =
                new ClassCastException(
                        "class REPL.$JShell$21$In cannot be cast to class java.util.List<REPL.$JShell$7B$Out>");

        assertThat(FailureText.of(new Outcome.Failed(thrown)))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .startsWith(
                                        "java.lang.ClassCastException: class In cannot be cast to class"
                                                + " java.util.List<Out>\n"));
    }

    @Test
    void classesBehindLambdas_areFolded() {
        var thrown = new OutOfMemoryError("Java heap space");
        thrown.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("REPL.$JShell$13", "lambda$do_it$$1", "#2", 1),
                    new StackTraceElement(
                            "sparrow-snippet-2", "", "", "REPL.$JShell$13$$Lambda/0x05", "call", null, -1),
                });

        assertThat(FailureText.of(new Outcome.Failed(thrown)))
                .contains("java.lang.OutOfMemoryError: Java heap space\n    at lambda in #2:1\n");
    }
}
