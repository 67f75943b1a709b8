/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class LatencyReportTest {
    private final LatencyReport report =
            new LatencyReport(
                    "sparrow bench latency",
                    "Sparrow 1",
                    new Machine("A \"fast\" one", 2, "Linux", "OpenJDK", "local[*]"),
                    List.of(
                            new Sample("first-result", "JVM start to the first result", List.of(3.5e9, 1.25e9, 2e9)),
                            new Sample("empty-task", "an empty task", List.of(4_000.0, 2_000.0))));

    @Test
    void text_isATableOfMediansWithTheMachine() {
        assertThat(report.text())
                .isEqualTo(
                        """
                        sparrow bench latency, Sparrow 1
                        A "fast" one, 2 cores, Linux
                        OpenJDK, master local[*]

                                                          median      least   greatest   runs
                        JVM start to the first result    2.00 s     1.25 s     3.50 s       3
                        an empty task                    3.00 µs    2.00 µs    4.00 µs      2
                        """);
    }

    @Test
    void targets_areBesideTheFigures_withWhetherTheyAreMet() {
        var two =
                List.of(
                        new Sample("prompt", "Prompt", List.of(7e8), Duration.ofMillis(800)),
                        new Sample("first", "First", List.of(4.1e8), Duration.ofMillis(400)));
        var judged = new LatencyReport("c", "v", report.machine(), two);
        assertThat(judged.text())
                .contains("greatest   runs  target\n")
                .contains("700.00 ms      1  800 ms: met\n")
                .contains("410.00 ms      1  400 ms: missed\n");
        assertThat(judged.json()).contains("\"runs\": 1, \"targetNanos\": 800000000}");
    }

    @Test
    void json_hasTheSameFigures() {
        assertThat(report.json())
                .contains("\"processor\": \"A \\\"fast\\\" one\"")
                .contains(
                        "{\"name\": \"first-result\", \"medianNanos\": 2000000000, \"leastNanos\": 1250000000, "
                                + "\"greatestNanos\": 3500000000, \"runs\": 3},")
                .contains("\"name\": \"empty-task\", \"medianNanos\": 3000,");
    }
}
