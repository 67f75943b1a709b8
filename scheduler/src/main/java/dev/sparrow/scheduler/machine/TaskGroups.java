/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.value.AttemptId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The batches that occupy slots, by executor, and those of several attempts that are under way, oldest first.
///
/// The tasks of these were expected to be quick. If one is not, it keeps those behind it from other slots, so a batch
/// that is overdue is recalled.
final class TaskGroups {
    private static final long OVERDUE_MILLIS = 20;

    private final Deque<TaskGroup> underWay = new ArrayDeque<>();

    /// What occupies slots of an executor, awaited or not, by the number of the executor.
    private final List<List<TaskGroup>> occupants = new ArrayList<>();

    /// A batch has slots from now on.
    void occupy(TaskGroup batch) {
        while (occupants.size() <= batch.at.number()) {
            occupants.add(new ArrayList<>());
        }
        occupants.get(batch.at.number()).add(batch);
    }

    /// The thread has done with all of a batch.
    void vacate(TaskGroup batch) {
        occupants.get(batch.at.number()).remove(batch);
    }

    /// An executor is gone; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorSlots executor) {
        if (executor.number() >= occupants.size()) {
            return List.of();
        }
        var lost = occupants.set(executor.number(), new ArrayList<>());
        return lost.stream().flatMap(batch -> batch.occupying().stream()).sorted().toList();
    }

    /// A batch is under way from now on.
    void add(TaskGroup batch) {
        if (batch.size() > 1) {
            underWay.add(batch);
        }
    }

    /// [Long#MAX_VALUE] if there is none.
    long nextDeadlineMillis() {
        while (!underWay.isEmpty() && !underWay.getFirst().isAwaited()) {
            underWay.removeFirst();
        }
        return underWay.isEmpty() ? Long.MAX_VALUE : deadlineMillis(underWay.getFirst());
    }

    /// Takes out those that are overdue.
    List<TaskGroup> expire(long nowMillis) {
        var overdue = new ArrayList<TaskGroup>();
        while (!underWay.isEmpty() && deadlineMillis(underWay.getFirst()) <= nowMillis) {
            var batch = underWay.removeFirst();
            if (batch.isAwaited()) {
                overdue.add(batch);
            }
        }
        return overdue;
    }

    private static long deadlineMillis(TaskGroup batch) {
        return batch.launchedMillis + OVERDUE_MILLIS;
    }
}
