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

/// The partitions of a sorted dataset that can hold keys of a range, element by element.
///
/// @param lowering makes the input
record RowPrune(Op.Pruned op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        push(partition, partition + 1, then, run);
    }

    @Override
    public void push(int from, int to, BoundStep then, StepIterator run) {
        run.evaluation().environment().opened(this::describe);
        var kept = Prune.Kept.of(op, run.evaluation());
        var first = Math.max(from, kept.first());
        var end = Math.min(to, kept.last() + 1);
        if (first < end) {
            run.push(new Frame.Partitions(input(), first, end, then));
        }
    }

    private RowOperator input() {
        return lowering.rows(op.input());
    }

    @Override
    public String name() {
        return "partitions of a key range";
    }

    @Override
    public String describe() {
        return Prune.describe(op);
    }

    @Override
    public List<RowOperator> inputs() {
        return List.of(input());
    }
}
