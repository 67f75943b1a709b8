/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// What a launch of a stage's tasks takes of one executor.
///
/// @param cpus slots, from 1
/// @param resources how many addresses, by the name of the resource
public record Demand(int cpus, Map<String, Integer> resources) {
    public static final Demand ONE_SLOT = new Demand(1, Map.of());

    public Demand {
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
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
