/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

/// What rows are ordered by.
///
/// @param nullsFirst whether missing values come before all others; they come last else, in both directions
public record Order(Column by, boolean ascending, boolean nullsFirst) {

    /// The same with missing values before all others.
    public Order nullsComeFirst() {
        return new Order(by, ascending, true);
    }
}
