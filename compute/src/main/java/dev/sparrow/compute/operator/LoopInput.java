/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.Evaluation;

/// An operator that gives its elements to a compiled loop.
sealed interface LoopInput extends PhysicalOperator permits Scan, ListScan, HandedOperator {

    /// Opens a partition.
    ///
    /// @param head told if there are so many elements that a loop pays in any case
    LoopSource source(int partition, WarmUp head, Evaluation evaluation);
}
