/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.util.List;
import java.util.OptionalInt;

/// An element or a part of one while a loop is written: what is in locals at this place of the loop. [ElementCode]
/// writes what is done with it.
sealed interface Element {

    /// An object.
    record Boxed(int local) implements Element {}

    /// A primitive. It is boxed where it is handed over, and the JIT leaves no box of those.
    record Raw(LeafCode leaf, int local) implements Element {}

    /// A record that is known by its components, and made only where somebody wants to see it.
    ///
    /// @param made the local of the object, if somebody did
    record Parts(Class<?> type, List<Element> parts, OptionalInt made) implements Element {
        Parts(Class<?> type, List<Element> parts) {
            this(type, parts, OptionalInt.empty());
        }
    }
}
