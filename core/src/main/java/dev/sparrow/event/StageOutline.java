/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StageId;

import java.util.List;

/// A stage in the plan of a job.
///
/// @param name such as `reduceByKey at WordCount.java:31`
/// @param parents the stages whose output it reads
/// @param tasks one for each partition
/// @param datasets those that its tasks compute or read, in the order in which they do
public record StageOutline(
        StageId stage, String name, List<StageId> parents, int tasks, List<DatasetOutline> datasets) {

    /// A dataset in a stage.
    ///
    /// @param operator the call that made it, such as `map`
    /// @param line where the program calls it, such as `WordCount.java:30`
    /// @param parents the datasets of which it is made
    /// @param persisted whether it is to be cached: then it is read from there as far as it is cached
    public record DatasetOutline(
            DatasetId dataset,
            String operator,
            String line,
            int partitions,
            List<DatasetId> parents,
            boolean persisted) {}
}
