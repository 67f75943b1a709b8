/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// From lineage to stages.
///
/// `Planner` finds where a job's lineage is cut, `BarrierSteps` and `StageResources` what the tasks of each stage must
/// be given: each other's company, slots and addresses. [StageRegistry] remembers which stage makes the data of which
/// dataset and pins its closures, as `PersistedDatasets` does for persisted datasets.
///
/// The forms of a stage, in order: a `StagePlan`, which says where lineage is cut; its `StageOps`, the operations that
/// `StageCutter` makes of the lineage in between, for stages that are new; a [TaskProgram], with its closures and
/// collections as they are now; a [PlannedStage], with an id and a `StageSpec`, which is all that the job machine knows
/// of it; and in the machine a `Stage`, with the state of its tasks. Persisted datasets go the same way from a
/// `CachePlan` to a [PlannedCache]. Read `Planner` first.
package dev.sparrow.scheduler.plan;
