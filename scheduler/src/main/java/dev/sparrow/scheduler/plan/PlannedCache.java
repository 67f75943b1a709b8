/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;

import java.util.List;

/// A persisted dataset with what computes its partitions. Whoever keeps or makes a partition under this id does so with
/// this program, so partitions that are made at different times fit together.
///
/// @param barrier whether a barrier step is in the program, or in one of a persisted dataset that it reads: then the
///   partitions are made and used all together or none is
public record PlannedCache(
        CacheId id,
        DatasetId dataset,
        Label label,
        StorageLevel level,
        int partitions,
        boolean barrier,
        TaskProgram<List<Op>> program,
        List<CacheRead> reads) {

    /// The same, made of files.
    PlannedCache madeBy(TaskProgram<List<Op>> other) {
        return new PlannedCache(id, dataset, label, level, partitions, barrier, other, List.of());
    }

    /// What the job machine knows of it.
    CacheSpec spec() {
        return new CacheSpec(id, partitions, List.copyOf(program.inputs().stages()), reads, barrier);
    }
}
