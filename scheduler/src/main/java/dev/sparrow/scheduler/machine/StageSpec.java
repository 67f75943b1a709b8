/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.StageId;

import java.util.List;

/// A stage as the planner describes it.
///
/// @param id the same exchange or survey always has the same id, and a dropped stage's id never comes again
/// @param name for people, such as `reduceByKey at WordCount.java:31`
/// @param partitions how many tasks it has, from 0
/// @param parents the stages whose outputs each of its tasks reads
public record StageSpec(StageId id, StageKind kind, String name, int partitions, List<StageId> parents) {
    public StageSpec {
        parents = List.copyOf(parents);
    }
}
