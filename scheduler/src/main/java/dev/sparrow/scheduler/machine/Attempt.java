/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

/// An attempt that was launched.
final class Attempt {
    private final AttemptId id;
    private final TaskGroup batch;

    /// Its thread has done with it.
    private boolean vacated;

    Attempt(AttemptId id, TaskGroup batch) {
        this.id = id;
        this.batch = batch;
    }

    AttemptId id() {
        return id;
    }

    TaskGroup batch() {
        return batch;
    }

    ExecutorId executor() {
        return batch.at.id;
    }

    /// It knows outputs up to and including this step.
    long step() {
        return batch.step;
    }

    boolean isVacated() {
        return vacated;
    }

    void vacate() {
        vacated = true;
    }
}
