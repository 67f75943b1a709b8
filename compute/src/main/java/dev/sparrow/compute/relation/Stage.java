/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import java.util.BitSet;

/// A place in a chain that takes rows.
interface Stage {

    /// Takes rows, whose arrays are filled again afterwards.
    ///
    /// @return whether it wants more
    boolean accept(Rows rows);

    /// That was all.
    void finish();

    /// Marks the base columns that this and the stages behind it read.
    void use(BitSet bases);
}
