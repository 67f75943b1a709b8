/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.CrossStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.ListStep;
import dev.sparrow.compute.row.StepIterator;

import java.util.ArrayList;
import java.util.List;

/// Pairs each element of one input with each of another.
///
/// @param lowering makes the inputs
record Cartesian(Op.Cartesian op, Lowering lowering) implements RowOperator {

    /// The right side first, into a list: each of its elements is computed once, however many the left side has.
    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var rights = new ArrayList<Object>();
        var left = partition / op.rightPartitions();
        var right = partition % op.rightPartitions();
        run.push(new Frame.Partitions(lowering.rows(op.left()), left, left + 1, new CrossStep(rights, then)));
        run.push(new Frame.Partitions(lowering.rows(op.right()), right, right + 1, new ListStep(rights)));
    }

    @Override
    public String name() {
        return "cartesian";
    }

    @Override
    public String describe() {
        return "cartesian: row by row, list of the right side";
    }

    @Override
    public List<RowOperator> inputs() {
        return List.of(lowering.rows(op.left()), lowering.rows(op.right()));
    }
}
