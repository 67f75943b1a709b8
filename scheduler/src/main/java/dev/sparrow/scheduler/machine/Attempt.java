/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

/// An attempt that was launched.
record Attempt(AttemptId id, TaskGroup batch) {
    ExecutorId executor() {
        return batch.executor;
    }

    /// It knows outputs up to and including this step.
    long step() {
        return batch.step;
    }
}
