/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A job as [SparrowStatusTracker] knows it.
///
/// @param label the action and its line, such as `count at WordCount.java:40`
/// @param stages parents first; empty until the engine has told of them
/// @param group of [dev.sparrow.Sparrow#setJobGroup]
/// @param description of [dev.sparrow.Sparrow#setJobGroup] or [dev.sparrow.Sparrow#setJobDescription]
public record JobInfo(
        JobId jobId,
        JobStatus status,
        String label,
        List<StageId> stages,
        Optional<String> group,
        Optional<String> description,
        Set<String> tags) {

    /// How far a job is.
    public enum JobStatus {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
