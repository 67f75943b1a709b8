/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import dev.sparrow.value.ExecutorId;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One executor: what it has, how much of it is taken, and what is held back for somebody who waits.
public final class ExecutorSlots {
    private final ExecutorId id;
    private final int number;
    private final Capacity capacity;
    private final String host;
    private final List<ExecutorSlots> neighbours;
    private int free;

    /// It is given nothing more for a while.
    private boolean excluded;

    /// Most executors have slots alone.
    private Map<String, Set<String>> taken = Map.of();

    private boolean slotsHeld;
    private Set<String> resourcesHeld = Set.of();

    ExecutorSlots(ExecutorId id, int number, Capacity capacity, String host, List<ExecutorSlots> neighbours) {
        this.id = id;
        this.number = number;
        this.capacity = capacity;
        this.host = host;
        this.neighbours = neighbours;
        this.free = capacity.slots();
    }

    public ExecutorId id() {
        return id;
    }

    /// Of those that are there, nobody else has it.
    public int number() {
        return number;
    }

    /// Which it may share with others.
    public String host() {
        return host;
    }

    /// Those on its host that are there, itself too, as long as it is.
    public Collection<ExecutorSlots> neighbours() {
        return neighbours;
    }

    /// Such as `executor e1 has 4 cpus`.
    String describe() {
        return "executor " + id + " has " + capacity + (excluded ? " (excluded)" : "");
    }

    boolean isExcluded() {
        return excluded;
    }

    void exclude(boolean excluded) {
        this.excluded = excluded;
    }

    Capacity capacity() {
        return capacity;
    }

    int free() {
        return free;
    }

    /// Free slots that may be given to anybody.
    int open() {
        return slotsHeld || excluded ? 0 : free;
    }

    /// How many can have that now, at the same time.
    int fitting(Demand demand) {
        return demand.timesIn(open(), this::openAddresses);
    }

    int fittingWhenIdle(Demand demand) {
        return capacity.fitting(demand);
    }

    private int openAddresses(String name) {
        return resourcesHeld.contains(name) ? 0 : freeAddresses(name).size();
    }

    private List<String> freeAddresses(String name) {
        var gone = taken.getOrDefault(name, Set.of());
        return capacity.addresses().getOrDefault(name, List.of()).stream()
                .filter(address -> !gone.contains(address))
                .toList();
    }

    /// Holds back what is missing for so many of this: resources of which there are too few, and only if there is none,
    /// slots. So they gather, and nobody waits with slots for a resource of this executor that may be long in use.
    void hold(int count, Demand demand) {
        var missing =
                demand.resources().entrySet().stream()
                        .filter(asked -> count * asked.getValue() > openAddresses(asked.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!missing.isEmpty()) {
            resourcesHeld = new HashSet<>(resourcesHeld);
            resourcesHeld.addAll(missing);
        }
        slotsHeld |= missing.isEmpty();
    }

    void holdNothing() {
        slotsHeld = false;
        resourcesHeld = Set.of();
    }

    /// There is room for it.
    Grant take(Demand demand) {
        free -= demand.cpus();
        if (demand.resources().isEmpty()) {
            return demand.cpus() == 1 ? Grant.ONE_SLOT : new Grant(demand.cpus(), Map.of());
        }
        var addresses = new HashMap<String, List<String>>();
        taken = taken.isEmpty() ? new HashMap<>() : taken;
        demand.resources()
                .forEach((name, amount) -> {
                    var given = freeAddresses(name).subList(0, amount);
                    taken.computeIfAbsent(name, _ -> new HashSet<>()).addAll(given);
                    addresses.put(name, given);
                });
        return new Grant(demand.cpus(), addresses);
    }

    void giveBack(Grant grant) {
        free += grant.cpus();
        grant.addresses().forEach((name, addresses) -> taken.get(name).removeAll(addresses));
    }
}
