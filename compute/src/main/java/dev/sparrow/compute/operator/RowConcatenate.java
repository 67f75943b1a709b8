/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;

import java.util.List;

/// Some partitions of a dataset one after the other, as one, element by element.
///
/// @param lowering makes the input
record RowConcatenate(Op.Coalesced op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        push(partition, partition + 1, then, run);
    }

    @Override
    public void push(int from, int to, BoundStep then, StepIterator run) {
        run.evaluation().environment().opened(this::describe);
        run.push(new Frame.Partitions(input(), op.firstInput(from), op.firstInput(to), then));
    }

    private RowOperator input() {
        return lowering.rows(op.input());
    }

    @Override
    public String name() {
        return "coalesce";
    }

    @Override
    public String describe() {
        return Concatenate.describe(op);
    }

    @Override
    public List<RowOperator> inputs() {
        return op.count() == 0 ? List.of() : List.of(input());
    }
}
