/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.prelude.Prelude;
import dev.sparrow.value.Tuple2;
import dev.sparrow.value.Tuple3;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    @SuppressWarnings("ArrayRecordComponent") // what users have
    private record Point(int[] at, String name) {}

    private record Named(String name) {
        @Override
        public String toString() {
            return "I am " + name;
        }
    }

    @Test
    void arrays_areShownWhereverTheyAre() {
        int[] array = {1, 2};
        assertThat(ValueText.of(new Tuple2<>(array, "x"), "")).isEqualTo("({1, 2},x)");
        assertThat(ValueText.of(new Point(array, "p"), "")).isEqualTo("Point[at={1, 2}, name=p]");
        assertThat(ValueText.of(List.of(new Tuple2<>(1, List.of(array))), "")).isEqualTo("[(1,[{1, 2}])]");
        assertThat(ValueText.of(Optional.of(new String[] {"a"}), "")).isEqualTo("Optional[{a}]");
        assertThat(ValueText.of(new Tuple2<>(new Named("n"), array), "")).isEqualTo("(I am n,{1, 2})");
        assertThat(Table.of(List.of(new Tuple2<>(1, Map.of("k", array))), "")).contains("{\"k\"={1, 2}}");
    }

    @Test
    void textOfSeveralLines_isShownAsSuch() {
        assertThat(ValueText.of("one\n  two\n", "String")).isEqualTo("\none\n  two");
        assertThat(ValueText.of("one\n", "String")).isEqualTo("\"one\\n\"");
        assertThat(ValueText.of("x\n".repeat(1000), "String")).endsWith("... 1000 lines in all").hasSizeLessThan(300);
    }

    @Test
    void table_ofMaps_hasTheirKeysAsColumns() {
        var first = new LinkedHashMap<String, Object>();
        first.put("name", "a");
        first.put("size", 1);
        assertThat(Table.of(List.of(first, Map.of("size", 22)), ""))
                .isEqualTo(
                        """
                        name       size
                        String  Integer
                        ──────  ───────
                        a             1
                                     22
                        """);
    }

    @Test
    void table_ofAJoin_hasAColumnForEachSide() {
        assertThat(Table.of(List.of(new Tuple2<>("k", new Tuple2<>(1, new City("Ulm", 2, 3)))), ""))
                .isEqualTo(
                        """
                        _1        _2._1  _2._2.name  _2._2.people  _2._2.share
                        String  Integer  String              Long       Double
                        ──────  ───────  ──────────  ────────────  ───────────
                        k             1  Ulm                    2          3.0
                        """);
    }

    @Test
    void table_fitsIntoItsWidth() {
        var row = new Tuple3<>("x".repeat(30), "y".repeat(10), 1);
        assertThat(Table.of(List.of(row), "", 30))
                .isEqualTo(
                        """
                        _1         _2               _3
                        String     String      Integer
                        ─────────  ──────────  ───────
                        xxxxxxxx…  yyyyyyyyyy        1
                        """);
        assertThat(Table.of(List.of(row), "", 20)).endsWith("... and the columns _3\n").contains("xxxxxxx…  yyyyyyy…");
        assertThat(Table.of(List.of(), "")).isEqualTo("(no rows)\n");
        assertThat(Table.ofNone(Map.of("city", "Ulm"), 80)).isEqualTo("city\nString\n──────\n(no rows)\n");
    }

    @Test
    void numbers_comeFromWhateverHoldsThem() {
        var expected = Chart.Histogram.of(List.of(1.0, 2.0, 2.0), 10).toString();
        for (var numbers :
                List.of(new int[] {1, 2, 2}, new double[] {1, 2, 2}, List.of(1, 2, 2), IntStream.of(1, 2, 2))) {
            assertThat(Prelude.hist(numbers)).hasToString(expected);
        }
        var points = new Chart.Points(List.of(0.0, 1.0), List.of(5.0, 7.0)).toString();
        for (var numbers : List.of(new long[] {5, 7}, List.of(5, 7), Map.of(0, 5, 1, 7), Stream.of(5, 7))) {
            assertThat(Prelude.plot(numbers)).hasToString(points);
        }
        assertThat(Prelude.plot(5, 7)).hasToString(points);
        assertThat(Prelude.plot(new int[] {0, 1}, new float[] {5, 7})).hasToString(points);
        assertThatThrownBy(() -> Prelude.plot(List.of("a")))
                .hasMessage(
                        "A plot is made of numbers, and a is a String. A map from names to numbers has bars:"
                                + " hist(map).");
    }

    @Test
    void histogram_ofAMap_isBars() {
        var counts = new TreeMap<>(Map.of("red", 2L, "green", 4L));
        assertThat(Prelude.hist(counts))
                .hasToString("green " + "█".repeat(50) + " 4\n  red " + "█".repeat(25) + " 2\n");
    }

    @Test
    void namesOfSnippetClasses_areNowhere() {
        assertThat(
                        SnippetNames.plain(
                                "class REPL.$JShell$5$A cannot be cast to class REPL.$JShell$9B$A (REPL.$JShell$5$A is in"
                                        + " unnamed module of loader dev.sparrow.repl.code.SnippetLoader @1; REPL.$JShell$9B$A is in"
                                        + " unnamed module of loader dev.sparrow.repl.code.SnippetLoader @2)"))
                .isEqualTo("class A cannot be cast to class A");
        assertThat(SnippetNames.plain("REPL.$JShell$37$$JShell$anonymous$$0@1f, REPL.$JShell$3$$Lambda/0x01@2"))
                .isEqualTo("(anonymous class)@1f, (lambda)@2");
    }

    @Test
    void pictures_areSmall_andNameTheirAxes() {
        var many = IntStream.range(0, 100_000).mapToObj(i -> (double) i).toList();
        var points = new Chart.Points(many, many.stream().map(Math::sin).toList());
        assertThat(points.axes("time", "height").svg())
                .hasSizeLessThan(100_000)
                .contains(">time</text>", ">height</text>", "role=\"img\"", "prefers-color-scheme: dark");
        assertThat(Chart.Histogram.of(many, 40).svg()).contains(">value</text>", ">count</text>", ">20000</text>");
        assertThat(new Chart.Histogram(List.of(3.0, 3.0), List.of(8L)).svg()).doesNotContain("NaN");
        assertThat(new Chart.Bars(List.of("a<b"), List.of(-2.0)).svg()).contains("a&lt;b").doesNotContain("NaN");
        assertThat(points.axes("time", "height")).asString().startsWith("height over time\n");
    }
}
