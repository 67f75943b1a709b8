/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.value.CallSite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The group, tags, description and properties that a thread gives to the jobs it starts. Immutable; threads that it
/// starts inherit it.
///
/// @param interruptsOnCancel whether cancelled tasks are interrupted, and not only told
/// @param callSite what datasets and jobs are labelled with in place of the program's lines
public record JobMarks(
        Optional<String> group,
        Optional<String> description,
        Set<String> tags,
        Map<String, String> properties,
        boolean interruptsOnCancel,
        Optional<CallSite> callSite) {
    static final JobMarks NONE =
            new JobMarks(Optional.empty(), Optional.empty(), Set.of(), Map.of(), true, Optional.empty());

    public JobMarks in(Optional<String> otherGroup) {
        return new JobMarks(otherGroup, description, tags, properties, interruptsOnCancel, callSite);
    }

    public JobMarks described(Optional<String> otherDescription) {
        return new JobMarks(group, otherDescription, tags, properties, interruptsOnCancel, callSite);
    }

    public JobMarks tagged(String tag) {
        var all = new HashSet<>(tags);
        all.add(tag);
        return new JobMarks(group, description, Set.copyOf(all), properties, interruptsOnCancel, callSite);
    }

    public JobMarks withoutTag(String tag) {
        var others = new HashSet<>(tags);
        others.remove(tag);
        return new JobMarks(group, description, Set.copyOf(others), properties, interruptsOnCancel, callSite);
    }

    public JobMarks withoutTags() {
        return new JobMarks(group, description, Set.of(), properties, interruptsOnCancel, callSite);
    }

    /// These marks with a property.
    ///
    /// @param value null to take it away
    public JobMarks with(String key, String value) {
        var all = new HashMap<>(properties);
        if (value == null) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
        return new JobMarks(group, description, tags, Map.copyOf(all), interruptsOnCancel, callSite);
    }

    public JobMarks interrupting(boolean interrupts) {
        return new JobMarks(group, description, tags, properties, interrupts, callSite);
    }

    public JobMarks at(Optional<CallSite> other) {
        return new JobMarks(group, description, tags, properties, interruptsOnCancel, other);
    }
}
