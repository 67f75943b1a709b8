/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Makes a [ResourceProfile].
///
///     new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(2)).build()
public final class ResourceProfileBuilder {
    private OptionalInt cpus = OptionalInt.empty();
    private final Map<String, Integer> resources = new TreeMap<>();

    /// Adds requests; of two for the same the later holds.
    public ResourceProfileBuilder require(TaskResourceRequests requests) {
        cpus = requests.cpus().isPresent() ? requests.cpus() : cpus;
        resources.putAll(requests.resources());
        return this;
    }

    public ResourceProfile build() {
        return new ResourceProfile(cpus, resources);
    }
}
