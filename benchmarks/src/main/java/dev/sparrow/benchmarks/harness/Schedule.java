/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import java.time.Duration;

/// The runs of a program: one at first, then some to warm up, then those that are measured. Pure, so that it can be
/// tested.
///
/// @param runs how many measured runs are wanted at least
/// @param budget how long all runs of a cell may take together; at least one is measured whatever it takes
public record Schedule(int runs, Duration budget) {
    private static final double SLOW_MILLIS = 20_000;
    private static final int SLOW_RUNS = 3;
    private static final int WARM_UPS_MIN = 3;
    private static final int WARM_UPS_MAX = 5_000;
    private static final double WARM_UP_MILLIS = 3_000;
    private static final int RUNS_MAX = 101;
    private static final double MEASURED_MILLIS = 1_000;

    public Schedule {
        if (runs < 1) {
            throw new IllegalArgumentException("At least one run is measured, not " + runs + ".");
        }
    }

    /// @param done how many warm-up runs there were after the first run
    /// @param spentMillis what these took together
    boolean warmsUp(double firstMillis, int done, double spentMillis) {
        var fitsBudget = spentMillis + firstMillis < budget.toMillis() / 3.0;
        return fitsBudget
                && firstMillis < SLOW_MILLIS
                && done < WARM_UPS_MAX
                && (done < WARM_UPS_MIN || spentMillis < WARM_UP_MILLIS);
    }

    /// Fast programs run more often: each run of theirs tells less.
    ///
    /// @param done how many runs were measured
    /// @param measuredMillis what these took together
    /// @param spentMillis what all runs took together
    boolean measures(double firstMillis, int done, double measuredMillis, double spentMillis) {
        if (done == 0) {
            return true;
        }
        var wanted = firstMillis < SLOW_MILLIS ? runs : Math.min(runs, SLOW_RUNS);
        return done < wanted ? spentMillis < budget.toMillis() : done < RUNS_MAX && measuredMillis < MEASURED_MILLIS;
    }
}
