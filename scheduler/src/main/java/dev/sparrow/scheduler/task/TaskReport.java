/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.event.TaskMetrics;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.value.AttemptId;

/// How an attempt ended.
public sealed interface TaskReport {

    AttemptId attempt();

    /// It did its work.
    ///
    /// @param output may be null
    record Finished(AttemptId attempt, Object output, TaskMetrics metrics) implements TaskReport {}

    record Failed(AttemptId attempt, TaskFailure failure) implements TaskReport {}

    /// It has not begun and will not.
    record Returned(AttemptId attempt) implements TaskReport {}

    /// It was interrupted and has stopped.
    record Stopped(AttemptId attempt) implements TaskReport {}
}
