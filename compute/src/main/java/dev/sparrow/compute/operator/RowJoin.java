/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.join.JoinBuild;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.JoinBuildStep;
import dev.sparrow.compute.row.JoinStep;
import dev.sparrow.compute.row.StepIterator;

import java.util.List;

/// Joins the left input, element by element, with the right one, which is in a hash table. Any join can run like this,
/// and nested inputs cost no stack.
///
/// @param lowering makes the inputs
record RowJoin(Op.Joined op, Lowering lowering) implements RowOperator {

    /// The right side first, into the table in which each left pair then looks for its partners.
    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var rights = new JoinBuild(op.kind(), op.label(), run.evaluation().environment());
        var absorber = new JoinBuildStep(rights, op.label());
        run.push(new Frame.Flush(absorber, then));
        var lefts = new JoinStep(rights, op.label(), then);
        run.push(new Frame.Partitions(lowering.rows(op.left()), partition, partition + 1, lefts));
        run.push(new Frame.Partitions(lowering.rows(op.right()), partition, partition + 1, absorber));
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": " + op.kind() + ", row by row, hash table of the right side";
    }

    @Override
    public List<RowOperator> inputs() {
        return List.of(lowering.rows(op.left()), lowering.rows(op.right()));
    }
}
