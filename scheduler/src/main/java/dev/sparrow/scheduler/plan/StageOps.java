/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.value.DatasetId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The operations of one task, flattened by [StageCutter], and what they read.
///
/// @param parents the stages that it reads, in the order of first use
/// @param caches the persisted datasets that it reads
/// @param slices the collections that it reads, by dataset and partition
record StageOps(
        List<Op> ops, List<StageKey> parents, List<DatasetId> caches, Map<DatasetId, List<List<Object>>> slices) {

    /// The same operations, which read one stage more.
    StageOps reading(StageKey parent) {
        var more = new ArrayList<>(parents);
        more.add(parent);
        return new StageOps(ops, List.copyOf(more), caches, slices);
    }
}
