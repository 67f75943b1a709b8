/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.row.Evaluation;

/// An operator that gives its elements to an output, in the way that the output asks for them.
public sealed interface Pipelined extends PhysicalOperator
        permits CompiledLoop, Union, Concatenate, Prune, Interpreted {

    /// Opens a partition.
    ///
    /// @param head what is left of the elements that no loop is made for; loops that give to one output share it
    PartitionElements open(int partition, WarmUp head, Evaluation evaluation);

    /// Its elements, for an output of their own.
    default PartitionElements open(int partition, Evaluation evaluation) {
        return open(partition, WarmUp.of(evaluation.environment().compilation()), evaluation);
    }
}
