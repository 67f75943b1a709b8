/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.slots.ExecutorSlots;
import dev.sparrow.value.AttemptId;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// The batches that occupy slots, by executor, and those of several attempts that are under way, oldest first.
///
/// The tasks of these were expected to be quick. If one is not, it keeps those behind it from other slots, so a batch
/// that is overdue is recalled.
final class TaskGroups {
    private static final long OVERDUE_MILLIS = 20;
    private static final int PLACES_MIN = 4;
    private static final TaskGroup[] NOBODY = {};

    private final Deque<TaskGroup> underWay = new ArrayDeque<>();

    /// What occupies slots, awaited or not, by the number of the executor; null where a place is free.
    private TaskGroup[][] occupants = {};

    /// A batch has slots from now on.
    void occupy(TaskGroup batch) {
        var executor = batch.at.number();
        var here = of(executor);
        var place = 0;
        while (place < here.length && here[place] != null) {
            place++;
        }
        if (place == here.length) {
            here = Arrays.copyOf(here, Math.max(PLACES_MIN, 2 * place));
            occupants[executor] = here;
        }
        here[place] = batch;
        batch.place = place;
    }

    private TaskGroup[] of(int executor) {
        var known = occupants.length;
        if (executor >= known) {
            occupants = Arrays.copyOf(occupants, Math.max(2 * known, executor + 1));
            Arrays.fill(occupants, known, occupants.length, NOBODY);
        }
        return occupants[executor];
    }

    /// The thread has done with all of a batch.
    void vacate(TaskGroup batch) {
        occupants[batch.at.number()][batch.place] = null;
    }

    /// An executor is gone; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorSlots executor) {
        var lost = of(executor.number());
        occupants[executor.number()] = NOBODY;
        return Arrays.stream(lost)
                .filter(Objects::nonNull)
                .flatMap(batch -> batch.occupying().stream())
                .sorted()
                .toList();
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
