/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Program;
import dev.sparrow.scheduler.machine.StageSpec;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Map;

/// A stage with all that its tasks need: what they run, with the closures as they were at submission, and where their
/// inputs come from.
///
/// It holds no lineage, so that datasets which only it remembers can be collected.
///
/// @param slices the collections that the program reads, by dataset and partition
/// @param shuffles which parent makes the blocks of an exchange that the program reads
/// @param surveys which parent answers the survey of a dataset
/// @param userClasses the class loader by which tasks find the user's classes
public record PlannedStage(
        StageSpec spec,
        Snapshot<Program> program,
        Map<DatasetId, List<FrozenSlice>> slices,
        Map<ShuffleId, StageId> shuffles,
        Map<DatasetId, StageId> surveys,
        ClassLoader userClasses) {
    public StageId id() {
        return spec.id();
    }
}
