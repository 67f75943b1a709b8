/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the calling thread says of the jobs that it starts. Immutable; threads that it starts inherit it.
record JobMarks(
        Optional<String> group, Optional<String> description, Set<String> tags, Map<String, String> properties) {
    static final JobMarks NONE = new JobMarks(Optional.empty(), Optional.empty(), Set.of(), Map.of());

    JobMarks in(Optional<String> otherGroup) {
        return new JobMarks(otherGroup, description, tags, properties);
    }

    JobMarks described(Optional<String> otherDescription) {
        return new JobMarks(group, otherDescription, tags, properties);
    }

    JobMarks tagged(String tag) {
        var all = new HashSet<>(tags);
        all.add(tag);
        return new JobMarks(group, description, Set.copyOf(all), properties);
    }

    JobMarks withoutTag(String tag) {
        var others = new HashSet<>(tags);
        others.remove(tag);
        return new JobMarks(group, description, Set.copyOf(others), properties);
    }

    JobMarks withoutTags() {
        return new JobMarks(group, description, Set.of(), properties);
    }

    /// @param value null to take it away
    JobMarks with(String key, String value) {
        var all = new HashMap<>(properties);
        if (value == null) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
        return new JobMarks(group, description, tags, Map.copyOf(all));
    }
}
