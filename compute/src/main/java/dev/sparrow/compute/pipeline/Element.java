/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.storage.columnar.ValueForm;

import java.util.List;
import java.util.OptionalInt;

/// An element or a part of one while a loop is written: what is in locals at this place of the loop. [ElementCode]
/// writes what is done with it.
sealed interface Element {

    /// An object.
    record Boxed(int local) implements Element {}

    /// A primitive. It is boxed where it is handed over, and the JIT leaves no box of those.
    record Raw(LeafCode leaf, int local) implements Element {}

    /// A date, time or decimal that is known by its numbers, and made where somebody wants to see it.
    record Numbers(ValueForm form, List<Raw> numbers) implements Element {}

    /// A value, or something else if the local is 0.
    ///
    /// @param other the local of the object that it is then; empty for null
    record Nullable(int valid, Element value, OptionalInt other) implements Element {
        Nullable(int valid, Element value) {
            this(valid, value, OptionalInt.empty());
        }
    }

    /// Null.
    record Null() implements Element {}

    /// A zero in place of a primitive that nobody reads.
    record Zero(LeafCode leaf) implements Element {}

    /// A record that is known by its components, and made only where somebody wants to see it.
    ///
    /// @param made the local of the object, if somebody did
    record Parts(Class<?> type, List<Element> parts, OptionalInt made) implements Element {
        Parts(Class<?> type, List<Element> parts) {
            this(type, parts, OptionalInt.empty());
        }
    }
}
