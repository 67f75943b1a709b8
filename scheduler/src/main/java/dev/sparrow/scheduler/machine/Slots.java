/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The executors, and which attempts occupy their slots: from launch until finished, failed, ended, given back or
/// abandoned. A batch occupies one slot.
final class Slots {
    private static final class Executor {
        private final Set<AttemptId> occupants = new HashSet<>();
        private final int slots;
        private int free;

        Executor(int slots) {
            this.slots = slots;
            this.free = slots;
        }
    }

    private final Map<ExecutorId, Executor> executors = new TreeMap<>();
    private int total;
    private int free;

    void join(ExecutorId id, int slots) {
        executors.put(id, new Executor(slots));
        total += slots;
        free += slots;
    }

    boolean contains(ExecutorId id) {
        return executors.containsKey(id);
    }

    /// Removes an executor; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorId id) {
        var executor = executors.remove(id);
        total -= executor.slots;
        free -= executor.free;
        return executor.occupants.stream().sorted().toList();
    }

    int total() {
        return total;
    }

    boolean hasFree() {
        return free > 0;
    }

    int free() {
        return free;
    }

    int occupied() {
        return total - free;
    }

    /// The executor with most free slots; of equal ones the first by name. There is one.
    ExecutorId roomiest() {
        ExecutorId roomiest = null;
        var most = 0;
        for (var entry : executors.entrySet()) {
            if (entry.getValue().free > most) {
                roomiest = entry.getKey();
                most = entry.getValue().free;
            }
        }
        return roomiest;
    }

    void occupy(Batch batch) {
        var executor = executors.get(batch.executor);
        executor.occupants.addAll(batch.ids());
        executor.free--;
        free--;
    }

    void vacate(Attempt attempt) {
        var executor = executors.get(attempt.executor());
        executor.occupants.remove(attempt.id());
        if (attempt.batch().vacateOne()) {
            executor.free++;
            free++;
        }
    }
}
