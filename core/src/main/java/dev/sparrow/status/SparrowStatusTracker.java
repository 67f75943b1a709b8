/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Optional;

/// A view of the jobs and stages of a context while they run, for progress bars and the like. For any thread.
///
/// It knows of jobs at once, and of stages and tasks some ten milliseconds late, as listeners do. The last thousand of
/// either are remembered.
public interface SparrowStatusTracker {

    /// The jobs of a group that are remembered, the latest last; null for those without one.
    List<JobId> getJobIdsForGroup(String group);

    /// The jobs with a tag that are remembered.
    List<JobId> getJobIdsForTag(String tag);

    /// The jobs that run.
    List<JobId> getActiveJobIds();

    /// The stages of which tasks run.
    List<StageId> getActiveStageIds();

    /// The state of a job; empty if the job is not remembered.
    Optional<JobInfo> getJobInfo(JobId job);

    /// The state of a stage; empty if the stage is not remembered.
    Optional<StageInfo> getStageInfo(StageId stage);

    /// The processes that run tasks: in masters `local…` this one.
    List<ExecutorInfo> getExecutorInfos();
}
