/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sparrow.benchmarks.workload.Answer;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class MeasurementTest {
    @Test
    void median_isTheMiddleOne_orBetweenTheTwoInTheMiddle() {
        assertThat(of(9, 1, 4).median()).isEqualTo(4);
        assertThat(of(9, 1, 4, 6).median()).isEqualTo(5);
        assertThat(of(9, 1, 4).least()).isEqualTo(1);
        assertThat(of(9, 1, 4).greatest()).isEqualTo(9);
    }

    @Test
    void noRun_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(MeasurementTest::of)
                .withMessage("A cell needs at least one measured run.");
    }

    private static Measurement of(double... millis) {
        return new Measurement(1, Arrays.stream(millis).boxed().toList(), 0, 0, Answer.exactly(1));
    }
}
