/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import dev.sparrow.error.SparrowException;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// A request for the resources of each task of a stage, for [ResourceProfileBuilder#require].
///
///     new TaskResourceRequests().cpus(2).resource("gpu", 1)
public final class TaskResourceRequests {
    private OptionalInt cpus = OptionalInt.empty();
    private final Map<String, Integer> resources = new TreeMap<>();

    /// So many task slots of one executor; else as many as `sparrow.task.cpus` says.
    public TaskResourceRequests cpus(int amount) {
        requirePositive("cpus", amount);
        cpus = OptionalInt.of(amount);
        return this;
    }

    /// So many addresses of a kind of resource, such as `gpu`. Whole ones: two tasks never share an address.
    public TaskResourceRequests resource(String name, int amount) {
        requirePositive(name, amount);
        resources.put(name, amount);
        return this;
    }

    private static void requirePositive(String name, int amount) {
        if (name == null || name.isBlank() || amount < 1) {
            throw SparrowException.invalidArgument(
                    "A task cannot be given " + amount + " of '" + name + "': give a name and at least 1.");
        }
    }

    OptionalInt cpus() {
        return cpus;
    }

    Map<String, Integer> resources() {
        return Collections.unmodifiableMap(new TreeMap<>(resources));
    }
}
