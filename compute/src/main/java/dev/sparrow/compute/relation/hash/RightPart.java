/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.hash;

import java.io.Serializable;

/// What one task has gathered of the right table of a lookup, as it travels.
public sealed interface RightPart extends Serializable {

    /// Rows: the arrays of all leaves.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rows(int count, Object... leaves) implements RightPart {}

    /// The keys of rows of which nobody asks more than whether there is one: whole numbers near each other.
    ///
    /// @param hasNull whether a key is missing
    record Numbers(NumberSet numbers, boolean hasNull) implements RightPart {}
}
