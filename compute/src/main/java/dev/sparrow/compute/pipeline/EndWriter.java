/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.lang.classfile.Label;

/// Writes what a loop does with the elements that reach its end.
interface EndWriter {

    /// Where it goes on after an element.
    ///
    /// @param next at the next element
    /// @param pause out of the loop, to be called again for the next element; the same as `next` in a loop that cannot
    ///   be left there
    /// @param stop out of the loop: no more elements are wanted
    record Ways(Label next, Label pause, Label stop) {}

    /// In the loop.
    void write(Element element, Ways ways);

    /// After the loop: moves what it has in locals into fields.
    default void save() {}
}
