/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TakenElements;
import dev.sparrow.lineage.Label;

import java.util.Iterator;
import java.util.List;

/// A part of the work that [StepIterator] has still to do. `then` is the chain that the elements meet, null if there is
/// none.
public sealed interface Frame {

    /// Elements at hand.
    ///
    /// @param owner whose user code the iterator is; null if it is the engine's own
    /// @param origin the element that the iterator was made of, [Taken] if it takes elements itself, or
    ///   [TakenElements#NONE]
    record Elements(Iterator<?> iterator, BoundStep then, Label owner, Object origin) implements Frame {
        public Elements(Iterator<?> iterator, BoundStep then, Label owner) {
            this(iterator, then, owner, TakenElements.NONE);
        }
    }

    /// What an iterator of the user's takes its elements from.
    record Taken(List<Iterator<Object>> from) {}

    /// Partitions of an input, from `from` up to, not including, `to`.
    record Partitions(RowInput input, int from, int to, BoundStep then) implements Frame {}

    /// What an absorber made, once the frames above are done, which feed it.
    record Flush(Absorber absorber, BoundStep then) implements Frame {}

    /// Elements that no user code gives out.
    static Elements own(Iterator<?> iterator, BoundStep then) {
        return new Elements(iterator, then, null);
    }
}
