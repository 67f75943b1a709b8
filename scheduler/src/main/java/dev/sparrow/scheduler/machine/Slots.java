/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/// The executors, and which attempts occupy their slots: from launch until finished, failed, ended, given back or
/// abandoned. A batch occupies what its stage asks for one task.
///
/// No question that a step asks costs more with more executors: each demand has its [DemandIndex].
final class Slots {
    /// Others are made again when they are asked for.
    private static final int INDEXES_MAX = 8;

    private static final int DESCRIBED_MAX = 10;

    private final Map<ExecutorId, ExecutorSlots> executors = new HashMap<>();
    private final List<ExecutorSlots> byNumber = new ArrayList<>();
    private final BitSet numbers = new BitSet();
    private final DemandIndex oneSlot = new DemandIndex(Demand.ONE_SLOT);
    private final Map<Demand, DemandIndex> others = new LinkedHashMap<>(INDEXES_MAX, 0.75f, true);

    /// From which something is held back.
    private final List<ExecutorSlots> held = new ArrayList<>();

    /// Of one question.
    private final Bits beside = new Bits();

    private int total;
    private int free;

    void join(ExecutorId id, Capacity capacity) {
        var number = numbers.nextClearBit(0);
        numbers.set(number);
        var executor = new ExecutorSlots(id, number, capacity);
        executors.put(id, executor);
        if (number == byNumber.size()) {
            byNumber.add(executor);
        } else {
            byNumber.set(number, executor);
        }
        total += capacity.slots();
        free += capacity.slots();
        oneSlot.add(executor);
        others.values().forEach(index -> index.add(executor));
    }

    boolean contains(ExecutorId id) {
        return executors.containsKey(id);
    }

    /// Removes an executor; returns the attempts that it had, in order.
    List<AttemptId> lose(ExecutorId id) {
        var executor = executors.remove(id);
        total -= executor.capacity.slots();
        free -= executor.free();
        oneSlot.remove(executor);
        others.values().forEach(index -> index.remove(executor));
        numbers.clear(executor.number);
        byNumber.set(executor.number, null);
        return executor.occupants.stream().flatMap(batch -> batch.occupying().stream()).sorted().toList();
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
        return index(demand).fittingWhenIdle();
    }

    /// Such as `executor e1 has 4 cpus, 2 gpu`, a clause for messages.
    String describe() {
        if (executors.isEmpty()) {
            return "there is no executor";
        }
        var text = new StringJoiner(", ");
        byNumber.stream()
                .filter(Objects::nonNull)
                .limit(DESCRIBED_MAX)
                .forEach(executor -> text.add("executor " + executor.id + " has " + executor.capacity));
        if (executors.size() > DESCRIBED_MAX) {
            text.add("and there are " + (executors.size() - DESCRIBED_MAX) + " more");
        }
        return text.toString();
    }

    private DemandIndex index(Demand demand) {
        if (demand.isOneSlot()) {
            return oneSlot;
        }
        var known = others.get(demand);
        return known == null ? newIndex(demand) : known;
    }

    private DemandIndex newIndex(Demand demand) {
        if (others.size() == INDEXES_MAX) {
            others.remove(others.keySet().iterator().next());
        }
        var index = new DemandIndex(demand);
        executors.values().forEach(index::add);
        others.put(demand, index);
        return index;
    }

    private void refresh(ExecutorSlots executor) {
        oneSlot.refresh(executor);
        if (!others.isEmpty()) {
            others.values().forEach(index -> index.refresh(executor));
        }
    }

    // ---- Giving out -------------------------------------------------------------------------------------------------

    /// Whether there is a slot that is not held back.
    boolean hasOpen() {
        return oneSlot.fitting() > 0;
    }

    /// Whether so many can have that at the same time.
    boolean haveSlotsFor(int count, Demand demand) {
        return index(demand).fitting() >= count;
    }

    /// The executor with most free slots that has what is asked for; of equal ones the first. There is one.
    ExecutorSlots freestFor(Demand demand) {
        return byNumber.get(index(demand).freest());
    }

    /// The same of the executors but one.
    Optional<ExecutorSlots> freestBeside(ExecutorSlots other, Demand demand) {
        beside.add(other.number);
        var number = index(demand).freest(beside);
        beside.remove(other.number);
        return number < 0 ? Optional.empty() : Optional.of(byNumber.get(number));
    }

    /// Holds back for a stage that waits what it lacks, on the same executors each time: the first that together can
    /// have it when nothing runs.
    void hold(int count, Demand demand) {
        var missing = count;
        var capable = index(demand).capable();
        for (var number = capable.first(); number >= 0 && missing > 0; number = capable.next(number + 1)) {
            var executor = byNumber.get(number);
            var share = Math.min(missing, executor.fittingWhenIdle(demand));
            executor.hold(share, demand);
            held.add(executor);
            refresh(executor);
            missing -= share;
        }
    }

    void holdNothing() {
        for (var executor : held) {
            executor.holdNothing();
            refresh(executor);
        }
        held.clear();
    }

    Grant take(ExecutorSlots executor, Demand demand) {
        free -= demand.cpus();
        var grant = executor.take(demand);
        refresh(executor);
        return grant;
    }

    void vacate(Attempt attempt) {
        var batch = attempt.batch();
        if (batch.vacate(attempt)) {
            var executor = batch.at;
            executor.occupants.remove(batch);
            executor.giveBack(batch.grant);
            free += batch.grant.cpus();
            refresh(executor);
        }
    }
}
