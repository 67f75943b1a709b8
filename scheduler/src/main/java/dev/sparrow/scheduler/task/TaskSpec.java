/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.scheduler.machine.Grant;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One attempt to run, with all it needs.
///
/// @param stageRun which run of the stage it belongs to, from 0
/// @param inputs the same for all tasks of a stage
/// @param grant what it has of the executor, together with those that run before and after it on its thread
/// @param gang those that are launched together with it, in a barrier stage
public record TaskSpec(
        AttemptId attempt, int stageRun, PlannedStage stage, TaskInputs inputs, Grant grant, Optional<Gang> gang) {

    /// What the stage's parents made.
    ///
    /// @param exchanges the outputs of the map tasks, in map-partition order
    /// @param skippable parents that are not there, since cached partitions stand before them
    public record TaskInputs(
            Map<ShuffleId, List<MapOutput>> exchanges, Map<DatasetId, SurveyAnswer> surveys, Set<StageId> skippable) {}
}
