/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

/// What a [StepIterator] can take partitions from: it takes itself apart into simpler frames, down to elements.
public interface RowInput {

    /// Pushes what makes the partitions from `from` up to, not including, `to`. There is at least one. Whatever nests
    /// in it is pushed too, and not opened, so depth costs no stack.
    ///
    /// @param then the chain that their elements meet, null if there is none
    void push(int from, int to, BoundStep then, StepIterator run);
}
