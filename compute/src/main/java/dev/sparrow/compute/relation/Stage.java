/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.storage.columnar.Window;

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

    /// What takes the windows of a stage that gathers rows.
    interface Rest {

        /// Takes a window, whose arrays stay as they are.
        void accept(Window window);

        /// Takes the last windows, which are made when they are asked for.
        void acceptAll(WindowSource windows);

        /// That was all.
        void finish();
    }
}
