/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.benchmarks.types.Target;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

class QueryTargetsTest {
    private static final QueryTargets TARGETS = new QueryTargets(1.5, 3, 2, 15, 2, 0.05);

    @Test
    void targets_areOfMeansAndOfTheSlowest() {
        var rows = List.of(row("q01", new QueryTimes(40, 10), 100), row("q02", new QueryTimes(10, 40), 1_000));

        var targets = TARGETS.of(rows);

        assertThat(targets.stream().map(Target::value)).containsExactly(1.0, 4.0, 1.0, Math.sqrt(2.5 * 100), 1.0, 0.04);
        assertThat(targets.stream().map(Target::isMet)).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void anAnswerThatDiffers_isNoGoodReport() {
        var row =
                new QueryRow(
                        "q01",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of("it fails"));
        var report = new QueryReport("A processor", List.of(row), List.of(), 3);

        assertThat(report.isGood()).isFalse();
        assertThat(report.text()).contains("ERROR q01: it fails", "failed");
    }

    private static QueryRow row(String name, QueryTimes times, double spark) {
        return new QueryRow(
                name,
                Optional.of(times),
                Optional.of(times),
                OptionalDouble.of(spark),
                OptionalDouble.of(1),
                List.of());
    }
}
