/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The executors, and which attempts occupy their slots: from launch until finished, failed, ended, given back or
/// abandoned. A batch occupies what its stage asks for one task.
final class Slots {
    private final Map<ExecutorId, ExecutorSlots> executors = new TreeMap<>();
    private int total;
    private int free;

    void join(ExecutorId id, Capacity capacity) {
        executors.put(id, new ExecutorSlots(capacity));
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

    boolean haveExecutors() {
        return !executors.isEmpty();
    }

    /// How many can have that at the same time when nothing runs.
    int fittingWhenIdle(Demand demand) {
        return executors.values().stream().mapToInt(slots -> slots.capacity.fitting(demand)).sum();
    }

    /// Such as `executor e1 has 4 cpus, 2 gpu`, a clause for messages.
    String describe() {
        return executors.entrySet().stream()
                .map(entry -> "executor " + entry.getKey() + " has " + entry.getValue().capacity)
                .reduce((one, other) -> one + ", " + other)
                .orElse("there is no executor");
    }

    // ---- Giving out -------------------------------------------------------------------------------------------------

    /// Whether there is a slot that is not held back.
    boolean hasOpen() {
        return free > 0 && executors.values().stream().anyMatch(slots -> slots.open() > 0);
    }

    /// Whether so many can have that at the same time.
    boolean haveSlotsFor(int count, Demand demand) {
        var missing = count;
        for (var slots : executors.values()) {
            missing -= slots.fitting(demand);
            if (missing <= 0) {
                return true;
            }
        }
        return false;
    }

    /// The executor with most free slots that has what is asked for; of equal ones the first by name. There is one.
    ExecutorId freestFor(Demand demand) {
        ExecutorId freest = null;
        var most = 0;
        for (var entry : executors.entrySet()) {
            var slots = entry.getValue();
            if (slots.free() > most && slots.fitting(demand) > 0) {
                freest = entry.getKey();
                most = slots.free();
            }
        }
        return Objects.requireNonNull(freest);
    }

    /// Holds back for a stage that waits what it lacks, on the same executors each time: the first by name that
    /// together can have it when nothing runs.
    void hold(int count, Demand demand) {
        var missing = count;
        for (var slots : executors.values()) {
            var share = Math.min(missing, slots.capacity.fitting(demand));
            if (share > 0) {
                slots.hold(share, demand);
                missing -= share;
            }
        }
    }

    void holdNothing() {
        executors.values().forEach(ExecutorSlots::holdNothing);
    }

    Grant take(ExecutorId id, Demand demand) {
        free -= demand.cpus();
        return executors.get(id).take(demand);
    }

    void occupy(TaskGroup batch) {
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
