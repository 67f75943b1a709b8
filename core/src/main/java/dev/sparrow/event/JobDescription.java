/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a program says of a job.
///
/// @param properties of the thread that started it
/// @param settings those of the context that differ from their defaults
public record JobDescription(
        Optional<String> group,
        Optional<String> description,
        Set<String> tags,
        Map<String, String> properties,
        Map<String, String> settings) {
    /// Of a job of which nothing is said.
    public static final JobDescription NONE =
            new JobDescription(Optional.empty(), Optional.empty(), Set.of(), Map.of(), Map.of());
}
