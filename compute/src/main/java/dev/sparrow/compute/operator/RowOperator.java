/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.RowInput;
import dev.sparrow.compute.row.StepIterator;

/// An operator that gives its elements to the interpreter, one by one.
sealed interface RowOperator extends PhysicalOperator, RowInput
        permits Scan,
                AnswerScan,
                ListScan,
                WindowOperator,
                RowSteps,
                MapPartitions,
                RowUnion,
                RowConcatenate,
                RowPrune,
                Zip,
                ZipPartitions,
                Cartesian,
                RowCoGroup,
                RowJoin {

    /// Pushes what makes one partition.
    void push(int partition, BoundStep then, StepIterator run);

    @Override
    default void push(int from, int to, BoundStep then, StepIterator run) {
        if (from + 1 < to) {
            run.push(new Frame.Partitions(this, from + 1, to, then));
        }
        run.evaluation().environment().opened(this::describe);
        push(from, then, run);
    }
}
