/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class AnswerTest {
    @Test
    void numbersWithinTheTolerance_areNoDifference() {
        var left = Answer.counted(3, 1_000_000.0);

        assertThat(left.difference(Answer.counted(3, 1_000_000.0005), 1e-9)).isEmpty();
        assertThat(left.difference(Answer.counted(3, 1_000_000.5), 1e-9))
                .hasValue("value 1: 1000000.0 against 1000000.5");
        assertThat(left.difference(Answer.counted(3, 1_000_000.5), 1e-6)).isEmpty();
    }

    @Test
    void exactValues_areNeverTolerated() {
        assertThat(Answer.exactly(1, 2, 3).difference(Answer.exactly(1, 2, 4), 1)).hasValue("value 3: 3 against 4");
        assertThat(Answer.exactly(1, 2).difference(Answer.exactly(1), 1)).hasValue("2 values against 1");
    }

    @Test
    void notANumber_equalsOnlyItself() {
        var nan = Answer.numbers(List.of(Double.NaN));

        assertThat(nan.difference(nan, 1e-9)).isEmpty();
        assertThat(nan.difference(Answer.numbers(List.of(1.0)), 1)).isPresent();
    }

    @Test
    void ranksUnderWrongNodes_areDifferent() {
        var right = Answer.ranks(Map.of(1L, 0.5, 2L, 1.5));
        var swapped = Answer.ranks(Map.of(1L, 1.5, 2L, 0.5));

        assertThat(right.difference(swapped, 1e-6)).isPresent();
    }
}
