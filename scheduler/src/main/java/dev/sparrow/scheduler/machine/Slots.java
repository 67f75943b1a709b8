/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The executors, and which attempts occupy their slots: from launch until finished, failed, ended, given back or
/// abandoned. A batch occupies what its stage asks for one task.
final class Slots {
    private final Map<ExecutorId, Room> executors = new TreeMap<>();
    private int total;
    private int free;

    void join(ExecutorId id, Capacity capacity) {
        executors.put(id, new Room(capacity));
        total += capacity.slots();
        free += capacity.slots();
    }

    boolean contains(ExecutorId id) {
        return executors.containsKey(id);
    }

    /// Removes an executor; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorId id) {
        var executor = executors.remove(id);
        total -= executor.capacity.slots();
        free -= executor.free();
        return executor.occupants.stream().sorted().toList();
    }

    int total() {
        return total;
    }

    int occupied() {
        return total - free;
    }

    /// Whether some executor has enough when nothing runs. While there is none at all, one may still come.
    boolean canEverHave(Demand demand) {
        return executors.isEmpty() || executors.values().stream().anyMatch(room -> room.capacity.covers(demand));
    }

    /// Such as `executor e1 has 4 cpus, 2 gpu`.
    String describe() {
        return executors.entrySet().stream()
                .map(entry -> "executor " + entry.getKey() + " has " + entry.getValue().capacity)
                .collect(Collectors.joining(", "));
    }

    // ---- Giving out -------------------------------------------------------------------------------------------------

    /// Whether there is a slot that is not held back.
    boolean hasOpen() {
        return free > 0 && executors.values().stream().anyMatch(room -> room.open() > 0);
    }

    /// The executor with most free slots that has what is asked for; of equal ones the first by name.
    Optional<ExecutorId> roomFor(Demand demand) {
        ExecutorId roomiest = null;
        var most = 0;
        for (var entry : executors.entrySet()) {
            var room = entry.getValue();
            if (room.free() > most && room.fits(demand)) {
                roomiest = entry.getKey();
                most = room.free();
            }
        }
        return Optional.ofNullable(roomiest);
    }

    /// Holds back for a stage that waits what it lacks, on one executor, the same each time: the first by name that can
    /// ever have it.
    void hold(Demand demand) {
        executors.values().stream()
                .filter(room -> room.capacity.covers(demand))
                .findFirst()
                .ifPresent(room -> room.hold(demand));
    }

    void holdNothing() {
        executors.values().forEach(Room::holdNothing);
    }

    Grant take(ExecutorId id, Demand demand) {
        free -= demand.cpus();
        return executors.get(id).take(demand);
    }

    void occupy(Batch batch) {
        executors.get(batch.executor).occupants.addAll(batch.ids());
    }

    void vacate(Attempt attempt) {
        var executor = executors.get(attempt.executor());
        executor.occupants.remove(attempt.id());
        if (attempt.batch().vacateOne()) {
            executor.giveBack(attempt.batch().grant);
            free += attempt.batch().grant.cpus();
        }
    }
}
