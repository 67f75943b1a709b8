/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.time.Duration;

/// The limits at which the machine gives up, and what it prefers where it has a choice.
///
/// @param stageAttemptsMax the loss of input, counted in a row without a finished task in between, at which a stage
///   fails its jobs; from 1
/// @param executorLossesMax how often a task may be lost with its executor; once more fails its jobs
/// @param cancelGrace how long an interrupted attempt keeps its slot before it is abandoned
/// @param executorLease how long an executor may be silent before it is lost; zero if it need not tell that it lives
/// @param starvationWarned how long a stage waits for an executor that could run it before somebody is warned
/// @param starvationMax how long it waits before it fails its jobs; zero if for ever
/// @param policies whom and where it prefers
public record Limits(
        int stageAttemptsMax,
        int executorLossesMax,
        Duration cancelGrace,
        Duration executorLease,
        Duration starvationWarned,
        Duration starvationMax,
        Policies policies) {
    public static final Limits DEFAULT = new Limits(4, 4, Duration.ofMillis(200));

    /// Those of executors that live as long as the driver.
    public Limits(int stageAttemptsMax, int executorLossesMax, Duration cancelGrace) {
        this(
                stageAttemptsMax,
                executorLossesMax,
                cancelGrace,
                Duration.ZERO,
                Duration.ofSeconds(15),
                Duration.ZERO,
                Policies.DEFAULT);
    }

    /// The same, with executors that have to tell that they live.
    public Limits leasing(Duration lease) {
        return new Limits(
                stageAttemptsMax, executorLossesMax, cancelGrace, lease, starvationWarned, starvationMax, policies);
    }

    /// The same, with an end to waiting for executors.
    public Limits starving(Duration max) {
        return new Limits(
                stageAttemptsMax, executorLossesMax, cancelGrace, executorLease, starvationWarned, max, policies);
    }

    /// The same, with other policies.
    public Limits preferring(Policies others) {
        return new Limits(
                stageAttemptsMax,
                executorLossesMax,
                cancelGrace,
                executorLease,
                starvationWarned,
                starvationMax,
                others);
    }
}
