/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.stage;

import dev.sparrow.value.CacheId;
import dev.sparrow.value.StageId;

import java.util.List;

/// A cache as the planner describes it: the partitions of a persisted dataset, each made by the first task that finds
/// it missing.
///
/// @param parents the stages whose outputs are read to make a partition
/// @param reads the other caches that are read to make one
/// @param together whether its partitions are made all together, and used all together, by tasks that wait for each
///   other
public record CacheSpec(CacheId id, int partitions, List<StageId> parents, List<CacheRead> reads, boolean together) {
    public CacheSpec {
        parents = List.copyOf(parents);
        reads = List.copyOf(reads);
    }
}
