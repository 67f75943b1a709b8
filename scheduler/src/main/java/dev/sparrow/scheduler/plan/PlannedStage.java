/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Program;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.value.StageId;

import java.util.List;

/// A stage with all that its tasks need.
///
/// @param inputs those of its program, and of the programs of the persisted datasets that it reads
/// @param datasets what listeners are told of it; empty in executors
public record PlannedStage(
        StageSpec spec,
        TaskProgram<Program> program,
        StageInputs inputs,
        TaskSetting setting,
        List<DatasetOutline> datasets) {

    /// What surrounds the user's functions in tasks.
    ///
    /// @param userClasses the class loader by which tasks find the user's classes
    /// @param job what the job that took the stage says
    public record TaskSetting(ClassLoader userClasses, JobSetting job) {}

    /// The same stage under another id.
    public PlannedStage as(StageId other) {
        return new PlannedStage(spec.as(other), program, inputs, setting, datasets);
    }

    public StageId id() {
        return spec.id();
    }
}
