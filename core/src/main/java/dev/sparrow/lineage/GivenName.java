/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import java.util.Optional;

/// What people call a dataset. It may change, and who keeps it keeps nothing else of the dataset.
public final class GivenName {
    private volatile Optional<String> text = Optional.empty();

    /// Empty if they gave it no name.
    public Optional<String> text() {
        return text;
    }

    /// From now on people call it so.
    ///
    /// @param name null for none
    public void give(String name) {
        text = Optional.ofNullable(name);
    }
}
