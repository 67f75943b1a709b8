/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.value.StageId;

/// The driver knows a stage no longer: nobody waits for its tasks.
public final class StageGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StageGone(StageId stage) {
        super("Stage " + stage + " is gone: nobody waits for its tasks any more.");
    }
}
