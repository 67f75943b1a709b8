/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.ExecutorId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// How often the tasks of one stage have failed since it was needed, and on which executors, which are then avoided.
final class StageFailures {
    private final boolean together;
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Map<Integer, Integer> executorLosses = new HashMap<>();

    /// Losses of input in a row, without a finished task in between.
    private int inputLosses;

    /// How often tasks have failed on an executor, by their partitions.
    private final Map<ExecutorId, Map<Integer, Integer>> byExecutor = new LinkedHashMap<>();

    /// On which none of its tasks runs any more.
    private final Set<ExecutorId> avoided = new HashSet<>();

    /// On which single tasks do not run any more, by partition.
    private final Map<Integer, Set<ExecutorId>> avoidedByTask = new HashMap<>();

    /// @param together tasks fail together
    StageFailures(boolean together) {
        this.together = together;
    }

    /// A task failed; returns how often it did. Tasks that fail together count as one.
    int count(int partition) {
        return failures.merge(together ? 0 : partition, 1, Integer::sum);
    }

    /// A task was lost with its executor; returns how often it was.
    int countExecutorLoss(int partition) {
        return executorLosses.merge(partition, 1, Integer::sum);
    }

    /// Input was lost; returns how often in a row.
    int countInputLoss() {
        return ++inputLosses;
    }

    /// A task has ended well.
    void forget(int partition) {
        if (!failures.isEmpty()) {
            failures.remove(partition);
        }
        if (!executorLosses.isEmpty()) {
            executorLosses.remove(partition);
        }
        inputLosses = 0;
    }

    /// Whoever needs the stage next starts counting afresh.
    void forgetAll() {
        failures.clear();
        executorLosses.clear();
        byExecutor.clear();
        avoided.clear();
        avoidedByTask.clear();
        inputLosses = 0;
    }

    // ---- Where ------------------------------------------------------------------------------------------------------

    /// Notes where a task failed, and what is avoided from now on.
    void avoid(int partition, ExecutorId executor, Policies.Exclusion policy) {
        var here = byExecutor.computeIfAbsent(executor, _ -> new HashMap<>());
        if (here.merge(partition, 1, Integer::sum) >= policy.taskAttemptsMax()) {
            avoidedByTask.computeIfAbsent(partition, _ -> new HashSet<>()).add(executor);
        }
        if (here.size() >= policy.stageTasksMax()) {
            avoided.add(executor);
        }
    }

    /// How often tasks have failed, by executor and partition.
    Map<ExecutorId, Map<Integer, Integer>> byExecutor() {
        return byExecutor;
    }

    /// Whether a task avoids executors that others of its stage may use.
    boolean isBurnt(int partition) {
        return avoidedByTask.containsKey(partition);
    }

    /// The executors that all of its tasks avoid.
    Set<ExecutorId> avoided() {
        return avoided;
    }

    /// All executors that a task avoids.
    Set<ExecutorId> avoidedBy(int partition) {
        var own = avoidedByTask.getOrDefault(partition, Set.of());
        if (own.isEmpty() || avoided.isEmpty()) {
            return own.isEmpty() ? avoided : own;
        }
        var all = new HashSet<>(avoided);
        all.addAll(own);
        return all;
    }
}
