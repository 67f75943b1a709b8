/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

/// The output of one task of a stage, the attempt it comes from and the step of the machine that took it.
record TaskOutput(AttemptId attempt, ExecutorId executor, Object output, long step) {}
