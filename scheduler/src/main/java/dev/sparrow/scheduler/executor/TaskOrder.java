/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.protocol.TaskInputs;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.value.AttemptId;

import java.util.Optional;

/// One attempt to run, with all it needs.
///
/// @param stageRun which run of the stage it belongs to, from 0
/// @param inputs the same for all tasks of a stage
/// @param grant what it has of the executor, together with those that run before and after it on its thread
/// @param seat where it waits for those that are launched together with it, in a barrier stage
record TaskOrder(
        AttemptId attempt,
        int stageRun,
        PlannedStage stage,
        TaskInputs inputs,
        Grant grant,
        Optional<BarrierSeat> seat) {}
