/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Deadlines;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// What follows where tasks have failed: the task, its stage, and in the end everybody avoids such an executor for a
/// while (Spark's `excludeOnFailure`, without its hosts). Barrier stages take any executor that is given something.
final class Exclusions {
    private final MachineStep step;
    private final Policies.Exclusion policy;
    private final Dispatch dispatch;
    private final JobEnds ends;

    /// Tasks of stages that ended well which have failed on an executor, the oldest first: when they count no longer.
    private final Map<ExecutorId, Deque<Long>> failures = new HashMap<>();

    /// Executors that are given nothing.
    private final Deadlines<ExecutorId, ExecutorId> excluded = new Deadlines<>();

    Exclusions(MachineStep step, Limits limits, Dispatch dispatch, JobEnds ends) {
        this.step = step;
        this.policy = limits.policies().exclusion();
        this.dispatch = dispatch;
        this.ends = ends;
    }

    /// An attempt failed, and its task is pending again. If no executor is left for it, its jobs fail.
    void onFailed(Stage stage, Attempt attempt, TaskFailure cause) {
        if (!policy.enabled() || stage.spec.barrier()) {
            return;
        }
        var partition = attempt.id().partition();
        stage.failures.avoid(partition, attempt.executor(), policy);
        stage.pending.sort(partition);
        if (!dispatch.hasAnyFor(stage.spec.demand(), stage.failures.avoidedBy(partition))) {
            ends.failThatNeed(
                    stage,
                    new JobFailure.Excluded(
                            stage.id(), stage.spec.name(), attempt.id(), dispatch.describeExecutors(), cause));
        }
        dispatch.refresh(stage);
    }

    /// A stage has ended well, so where its tasks have failed says more of the executors than of the tasks.
    void onStageDone(Stage stage) {
        if (!policy.enabled()) {
            return;
        }
        stage.failures
                .byExecutor()
                .forEach((executor, tasks) -> {
                    if (dispatch.hasExecutor(executor)) {
                        count(executor, tasks.size());
                    }
                });
        stage.forgetFailures();
    }

    private void count(ExecutorId executor, int tasks) {
        var here = failures.computeIfAbsent(executor, _ -> new ArrayDeque<>());
        while (!here.isEmpty() && here.getFirst() <= step.nowMillis()) {
            here.removeFirst();
        }
        for (var i = 0; i < tasks; i++) {
            here.add(step.nowMillis() + policy.timeout().toMillis());
        }
        if (here.size() >= policy.applicationTasksMax() && !excluded.contains(executor)) {
            step.say(new Output.Warn(warning(executor, here.size())));
            failures.remove(executor);
            excluded.put(executor, executor, step.nowMillis() + policy.timeout().toMillis());
            dispatch.exclude(executor);
        }
    }

    private String warning(ExecutorId executor, int tasks) {
        return "Executor "
                + executor
                + " is given no tasks for "
                + policy.timeout().toMillis() / 1000
                + " s: "
                + (tasks == 1 ? "a task has failed on it that" : tasks + " tasks have failed on it that")
                + " ended well in the end. Look what is wrong there, or see sparrow.excludeOnFailure in the settings.";
    }

    /// Readmits those that were avoided for long enough.
    void endPatience() {
        excluded.due(step.nowMillis()).forEach(dispatch::readmit);
    }

    void onLost(ExecutorId executor) {
        failures.remove(executor);
        excluded.remove(executor);
    }

    long nextMillis() {
        return excluded.nextMillis();
    }
}
