/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The resources that a launch holds of its executor until its thread is free.
///
/// @param cpus slots
/// @param addresses by the name of the resource; nobody else has them
public record Grant(int cpus, Map<String, List<String>> addresses) {
    static final Grant ONE_SLOT = new Grant(1, Map.of());

    public Grant {
        addresses = addresses.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(addresses));
    }
}
