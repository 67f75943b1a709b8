/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// What is asked of the replicated state of a cell, and changes nothing.
public sealed interface CellQuestion {
    /// The content of a file, or the children of a directory.
    record Read(String name) implements CellQuestion {}

    /// Whether a sequencer is still good; answered by [CellAnswer.Checked].
    record Check(Sequencer sequencer) implements CellQuestion {}
}
