/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ScheduleTest {
    private final Schedule schedule = new Schedule(5, Duration.ofSeconds(90));

    @Test
    void fastProgram_isWarmedForSeconds_andMeasuredForOne() {
        assertThat(warmUps(1)).isEqualTo(3_000);
        assertThat(measured(1)).isEqualTo(101);
    }

    @Test
    void mediumProgram_isMeasuredAsOftenAsAskedFor() {
        assertThat(warmUps(2_000)).isEqualTo(3);
        assertThat(measured(2_000)).isEqualTo(5);
    }

    @Test
    void programBeyondTheBudget_isMeasuredOnce_withoutWarmUp() {
        assertThat(warmUps(100_000)).isZero();
        assertThat(measured(100_000)).isEqualTo(1);
    }

    private int warmUps(double millis) {
        var done = 0;
        while (schedule.warmsUp(millis, done, done * millis)) {
            done++;
        }
        return done;
    }

    /// After the first run and three more.
    private int measured(double millis) {
        var done = 0;
        while (schedule.measures(millis, done, done * millis, (4 + done) * millis)) {
            done++;
        }
        return done;
    }
}
