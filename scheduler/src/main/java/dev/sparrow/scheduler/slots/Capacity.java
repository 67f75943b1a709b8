/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// The resources of an executor.
///
/// @param slots room for so many attempts that take one
/// @param addresses by the name of the resource, in the order in which they are given out
public record Capacity(int slots, Map<String, List<String>> addresses) {
    public Capacity {
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }

    public Capacity(int slots) {
        this(slots, Map.of());
    }

    /// How many can have that at the same time when nothing else runs.
    public int fitting(Demand demand) {
        return demand.timesIn(slots, name -> addresses.getOrDefault(name, List.of()).size());
    }

    /// Such as `4 cpus, 2 gpu`.
    @Override
    public String toString() {
        var text = new StringJoiner(", ");
        text.add(slots + (slots == 1 ? " cpu" : " cpus"));
        addresses.forEach((name, all) -> text.add(all.size() + " " + name));
        return text.toString();
    }
}
