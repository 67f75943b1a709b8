/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

/// An operator that gives its elements to an output, in the way that the output asks for them.
sealed interface Pipelined extends PhysicalOperator permits CompiledLoop, Union, Concatenate, Interpreted {

    /// Opens a partition.
    ///
    /// @param head what is left of the elements that no loop is made for; loops that give to one output share it
    Elements open(int partition, Head head, Evaluation evaluation);

    /// Its elements, for an output of their own.
    default Elements open(int partition, Evaluation evaluation) {
        return open(partition, Head.of(evaluation.environment().compilation()), evaluation);
    }
}
