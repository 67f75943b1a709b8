/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import java.util.List;

/// A node of the tree that a program runs as. It opens itself for a partition, and describes itself for `explain`.
///
/// [Lowering] makes the nodes of operations, and makes inputs when they are asked for: a task has the part of the tree
/// that its partition needs. There are three ways to be opened. A [Pipelined] one gives elements to an output, a
/// [LoopInput] to a compiled loop, a [RowOperator] to the interpreter.
sealed interface PhysicalOperator permits Pipelined, LoopInput, RowOperator {

    /// What the chain of steps above calls its elements, such as `range` or `reduceByKey`.
    String name();

    /// Its line in `explain`.
    String describe();

    /// Lines below that one, such as those of the user's program that its steps are from.
    default List<String> details() {
        return List.of();
    }

    /// Whether its line ends with what takes its elements.
    default boolean isChain() {
        return false;
    }

    /// What takes the elements of its inputs.
    ///
    /// @param taker what takes its own
    default String takerOfInputs(String taker) {
        return name();
    }

    /// Those of which some partition is read.
    List<? extends PhysicalOperator> inputs();
}
