/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

/// An attempt that was launched.
///
/// @param step the step of the machine that launched it: it knows outputs up to and including that step
record Attempt(AttemptId id, ExecutorId executor, long step) {}
