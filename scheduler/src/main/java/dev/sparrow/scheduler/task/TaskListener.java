/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.value.AttemptId;

import java.util.List;

/// Hears of attempts, on any thread; must not wait.
public interface TaskListener {

    void started(AttemptId attempt);

    void ended(List<TaskReport> reports);
}
