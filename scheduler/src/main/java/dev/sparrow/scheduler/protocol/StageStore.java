/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.value.StageId;

/// Where an executor finds what all tasks of a stage share. Asked on the threads of tasks; may wait.
public interface StageStore {

    /// The program, slices and settings of a stage.
    PlannedStage stage(StageRef ref);

    /// What the parents of a stage made.
    ///
    /// @param version the oldest that will do
    TaskInputs inputs(StageId stage, int version);
}
