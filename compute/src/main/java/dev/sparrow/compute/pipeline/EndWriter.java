/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import java.lang.classfile.Label;

/// Writes what a loop does with the elements that reach its end.
interface EndWriter {

    /// In the loop. Goes on at `next`, or at `stopped` if no more elements are wanted.
    void write(Element element, Label next, Label stopped);

    /// After the loop: moves what it has in locals into fields.
    default void save() {}
}
