/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The batches of several attempts that are under way, oldest first.
///
/// Their tasks were expected to be quick. If one is not, it keeps those behind it from other slots, so a batch that is
/// overdue is recalled.
final class TaskGroups {
    private static final long OVERDUE_MILLIS = 20;

    private final Deque<TaskGroup> underWay = new ArrayDeque<>();

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
