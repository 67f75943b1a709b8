/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.time.Duration;

/// The limits at which the machine gives up.
///
/// @param stageAttemptsMax the loss of input, counted in a row without a finished task in between, at which a stage
///   fails its jobs; from 1
/// @param executorLossesMax how often a task may be lost with its executor; once more fails its jobs
/// @param cancelGrace how long an interrupted attempt keeps its slot before it is abandoned
public record Limits(int stageAttemptsMax, int executorLossesMax, Duration cancelGrace) {
    public static final Limits DEFAULT = new Limits(4, 4, Duration.ofMillis(200));
}
