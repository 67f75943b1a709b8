/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The executors, and which attempts occupy their slots: from launch until finished, failed, ended or abandoned.
final class Slots {
    private record Executor(int slots, TreeSet<AttemptId> occupants) {
        int free() {
            return slots - occupants.size();
        }
    }

    private final Map<ExecutorId, Executor> executors = new TreeMap<>();
    private int free;
    private int occupied;

    void join(ExecutorId id, int slots) {
        executors.put(id, new Executor(slots, new TreeSet<>()));
        free += slots;
    }

    boolean contains(ExecutorId id) {
        return executors.containsKey(id);
    }

    /// Removes an executor; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorId id) {
        var executor = executors.remove(id);
        free -= executor.free();
        occupied -= executor.occupants().size();
        return List.copyOf(executor.occupants());
    }

    boolean hasFree() {
        return free > 0;
    }

    int occupied() {
        return occupied;
    }

    /// The executor with most free slots; of equal ones the first by name. There is one.
    ExecutorId roomiest() {
        ExecutorId roomiest = null;
        var most = 0;
        for (var entry : executors.entrySet()) {
            if (entry.getValue().free() > most) {
                roomiest = entry.getKey();
                most = entry.getValue().free();
            }
        }
        return roomiest;
    }

    void occupy(Attempt attempt) {
        executors.get(attempt.executor()).occupants().add(attempt.id());
        free--;
        occupied++;
    }

    void vacate(Attempt attempt) {
        executors.get(attempt.executor()).occupants().remove(attempt.id());
        free++;
        occupied--;
    }
}
