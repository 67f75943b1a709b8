/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// The executors that there are, and how much of what they have is taken.
///
/// No question that a step asks costs more with more executors: each demand has its [DemandIndex].
public final class Slots {
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

    private final Map<String, List<ExecutorSlots>> byHost = new HashMap<>();
    private int excluded;

    private int total;
    private int free;

    public ExecutorSlots join(ExecutorId id, Capacity capacity, String host) {
        var number = numbers.nextClearBit(0);
        numbers.set(number);
        var neighbours = byHost.computeIfAbsent(host, _ -> new ArrayList<>());
        var executor = new ExecutorSlots(id, number, capacity, host, neighbours);
        neighbours.add(executor);
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
        return executor;
    }

    /// Empty if there is none of this name, or none any more.
    public Optional<ExecutorSlots> find(ExecutorId id) {
        return Optional.ofNullable(executors.get(id));
    }

    public ExecutorSlots at(int number) {
        return byNumber.get(number);
    }

    /// Those on a host.
    public Collection<ExecutorSlots> on(String host) {
        return byHost.getOrDefault(host, List.of());
    }

    public boolean contains(ExecutorId id) {
        return executors.containsKey(id);
    }

    /// Removes an executor, which is there.
    public ExecutorSlots lose(ExecutorId id) {
        var executor = executors.remove(id);
        readmit(executor);
        byHost.get(executor.host()).remove(executor);
        if (byHost.get(executor.host()).isEmpty()) {
            byHost.remove(executor.host());
        }
        total -= executor.capacity().slots();
        free -= executor.free();
        oneSlot.remove(executor);
        others.values().forEach(index -> index.remove(executor));
        numbers.clear(executor.number());
        byNumber.set(executor.number(), null);
        return executor;
    }

    public int total() {
        return total;
    }

    public int occupied() {
        return total - free;
    }

    public boolean haveExecutors() {
        return !executors.isEmpty();
    }

    /// How many can have that at the same time when nothing runs.
    public int fittingWhenIdle(Demand demand) {
        return index(demand).fittingWhenIdle();
    }

    /// Whether one can ever have that, other than these.
    public boolean canEverHave(Demand demand, Set<ExecutorId> without) {
        var index = index(demand);
        if (excluded == 0 && without.isEmpty()) {
            return index.fittingWhenIdle() > 0;
        }
        var capable = index.capable();
        for (var number = capable.first(); number >= 0; number = capable.next(number + 1)) {
            var executor = byNumber.get(number);
            if (!executor.isExcluded() && !without.contains(executor.id())) {
                return true;
            }
        }
        return false;
    }

    /// The numbers of those of some executors that are there.
    public Bits numbers(Collection<ExecutorId> some) {
        var found = new Bits();
        for (var id : some) {
            find(id).ifPresent(executor -> found.add(executor.number()));
        }
        return found;
    }

    // ---- Giving nothing ---------------------------------------------------------------------------------------------

    /// Gives an executor nothing more, until it is readmitted.
    public void exclude(ExecutorSlots executor) {
        if (!executor.isExcluded()) {
            excluded++;
            executor.exclude(true);
            refresh(executor);
        }
    }

    public void readmit(ExecutorSlots executor) {
        if (executor.isExcluded()) {
            excluded--;
            executor.exclude(false);
            refresh(executor);
        }
    }

    // -----------------------------------------------------------------------------------------------------------------

    /// Such as `executor e1 has 4 cpus, 2 gpu`, a clause for messages.
    public String describe() {
        if (executors.isEmpty()) {
            return "there is no executor";
        }
        var text = new StringJoiner(", ");
        byNumber.stream()
                .filter(Objects::nonNull)
                .limit(DESCRIBED_MAX)
                .forEach(executor -> text.add(executor.describe()));
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
    public boolean hasOpen() {
        return oneSlot.fitting() > 0;
    }

    /// Whether so many can have that at the same time.
    public boolean haveSlotsFor(int count, Demand demand) {
        return index(demand).fitting() >= count;
    }

    /// The executor with most free slots that has what is asked for; of equal ones the first. There is one.
    public ExecutorSlots freestFor(Demand demand) {
        return byNumber.get(index(demand).freest());
    }

    /// The same of those but some.
    ///
    /// @param without their numbers
    public Optional<ExecutorSlots> freestFor(Demand demand, Bits without) {
        var number = index(demand).freest(without);
        return number < 0 ? Optional.empty() : Optional.of(byNumber.get(number));
    }

    /// The numbers of those that have what is asked for.
    public Bits openFor(Demand demand) {
        return index(demand).open();
    }

    /// Holds back for a stage that waits what it lacks, on the same executors each time: the first that together can
    /// have it when nothing runs.
    ///
    /// @param without the numbers of those that are not to have it
    public void hold(int count, Demand demand, Bits without) {
        var missing = count;
        var capable = index(demand).capable();
        for (var number = capable.first(); number >= 0 && missing > 0; number = capable.next(number + 1)) {
            var executor = byNumber.get(number);
            if (executor.isExcluded() || without.contains(number)) {
                continue;
            }
            var share = Math.min(missing, executor.fittingWhenIdle(demand));
            executor.hold(share, demand);
            held.add(executor);
            refresh(executor);
            missing -= share;
        }
    }

    public void holdNothing() {
        for (var executor : held) {
            executor.holdNothing();
            refresh(executor);
        }
        held.clear();
    }

    public Grant take(ExecutorSlots executor, Demand demand) {
        free -= demand.cpus();
        var grant = executor.take(demand);
        refresh(executor);
        return grant;
    }

    public void giveBack(ExecutorSlots executor, Grant grant) {
        executor.giveBack(grant);
        free += grant.cpus();
        refresh(executor);
    }
}
