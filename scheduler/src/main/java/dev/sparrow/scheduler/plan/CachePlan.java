/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.DatasetId;

import java.util.Set;

/// A persisted dataset that a job reads. Its partitions are made by the tasks that read it, in whatever stage.
///
/// @param persisted the datasets that its own program reads where they are cached
/// @param barrier whether its partitions are made by tasks that wait for each other
record CachePlan(Lineage node, Set<DatasetId> persisted, boolean barrier) implements Planner.Part {

    /// Flattens the lineage behind the dataset.
    StageOps ops() {
        return StageCutter.cutBehind(node, persisted);
    }
}
