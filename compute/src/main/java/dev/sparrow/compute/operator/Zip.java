/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.compute.row.ZipIterator;

import java.util.List;

/// Pairs each element of one input with that at the same place of another.
///
/// @param lowering makes the inputs, which are pulled from
record Zip(Op.Zip op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var left = lowering.pulled(op.left()).iterator(partition, run.evaluation());
        var right = lowering.pulled(op.right()).iterator(partition, run.evaluation());
        run.push(Frame.own(new ZipIterator(left, right, op.label(), partition), then));
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": row by row";
    }

    @Override
    public List<Interpreted> inputs() {
        return List.of(lowering.pulled(op.left()), lowering.pulled(op.right()));
    }
}
