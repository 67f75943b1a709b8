/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.TreeMap;

/// The resources of each task of a stage, made by a [ResourceProfileBuilder]. Two that ask for the same are equal.
///
/// It says nothing of executors: with masters `local…` there is one, and it is there before the first profile.
public final class ResourceProfile implements Serializable {
    private static final long serialVersionUID = 1;

    private final int cpus;
    private final TreeMap<String, Integer> resources;

    ResourceProfile(OptionalInt cpus, Map<String, Integer> resources) {
        this.cpus = cpus.orElse(0);
        this.resources = new TreeMap<>(resources);
    }

    /// How many task slots of one executor; if empty, as many as `sparrow.task.cpus` says.
    public OptionalInt taskCpus() {
        return cpus == 0 ? OptionalInt.empty() : OptionalInt.of(cpus);
    }

    /// How many addresses, by the name of the resource.
    public Map<String, Integer> taskResources() {
        return Collections.unmodifiableMap(resources);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceProfile that && cpus == that.cpus && resources.equals(that.resources);
    }

    @Override
    public int hashCode() {
        return 31 * cpus + resources.hashCode();
    }

    /// Such as `2 cpus, 1 gpu`.
    @Override
    public String toString() {
        var text = new StringJoiner(", ").setEmptyValue("nothing of its own");
        if (cpus > 0) {
            text.add(cpus + (cpus == 1 ? " cpu" : " cpus"));
        }
        resources.forEach((name, amount) -> text.add(amount + " " + name));
        return text.toString();
    }
}
