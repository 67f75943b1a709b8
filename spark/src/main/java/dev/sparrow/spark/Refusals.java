/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.spi.JobRequest;

/// What jobs on Spark cannot have.
final class Refusals {
    private Refusals() {}

    /// @throws SparrowException if the job needs something that Spark cannot give
    static void check(StageRegistry.PlannedJob job, JobRequest request) {
        for (var stage : job.stages()) {
            for (var cache : stage.program().allCaches()) {
                if (cache.barrier()) {
                    throw new SparrowException(
                            ErrorCode.INVALID_ARGUMENT,
                            request.label()
                                    + ": "
                                    + cache.label()
                                    + " is persisted, and its tasks wait for each other (barrier). Spark caches and"
                                    + " loses each partition by itself, so they would wait for ever. Use checkpoint() in"
                                    + " place of persist().");
                }
            }
        }
    }
}
