/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

import dev.sparrow.value.StageId;

/// A stage as [SparrowStatusTracker] knows it.
///
/// @param name such as `reduceByKey at WordCount.java:31`
/// @param attempt of its run, from 0; more if outputs were lost
/// @param tasks of this run
public record StageInfo(
        StageId stageId,
        String name,
        int attempt,
        int tasks,
        int activeTasks,
        int completedTasks,
        int failedTasks,
        boolean active) {}
