/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// The resources that a launch of a stage's tasks takes of one executor.
///
/// @param cpus slots, from 1
/// @param resources how many addresses, by the name of the resource
public record Demand(int cpus, Map<String, Integer> resources) {
    public static final Demand ONE_SLOT = new Demand(1, Map.of());

    public Demand {
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }

    boolean isOneSlot() {
        return cpus == 1 && resources.isEmpty();
    }

    /// How many times so much is in what there is.
    int timesIn(int slots, ToIntFunction<String> addresses) {
        var times = slots / cpus;
        if (resources.isEmpty()) {
            return times;
        }
        for (var asked : resources.entrySet()) {
            times = Math.min(times, addresses.applyAsInt(asked.getKey()) / asked.getValue());
        }
        return times;
    }

    /// Such as `2 cpus, 1 gpu`.
    @Override
    public String toString() {
        var text = new StringJoiner(", ");
        text.add(cpus + (cpus == 1 ? " cpu" : " cpus"));
        resources.forEach((name, amount) -> text.add(amount + " " + name));
        return text.toString();
    }
}
