/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.ResourceProfile;

/// The resources that the program asks for the tasks that compute a node.
///
/// @param by the call that says so
public record TaskResources(ResourceProfile profile, Label by) {
    @Override
    public String toString() {
        return profile + " (" + by + ")";
    }
}
