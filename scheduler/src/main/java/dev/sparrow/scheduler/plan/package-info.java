/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// From lineage to stages.
///
/// `Planner` finds where a job's lineage is cut, `BarrierSteps` and `StageResources` what the tasks of each stage must
/// be given: each other's company, slots and addresses. `StageCutter` flattens what lies between two cuts into a
/// program, and [StageRegistry] remembers which stage makes the data of which dataset and pins its closures, as
/// `PersistedDatasets` does for persisted datasets. Read `Planner` first.
package dev.sparrow.scheduler.plan;
