/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;

import java.util.ArrayList;
import java.util.List;

/// The partitions of one dataset after those of another, element by element.
///
/// @param lowering makes the inputs
record RowUnion(Op.Union op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        push(partition, partition + 1, then, run);
    }

    /// The part of the range that each input holds, the first input on top.
    @Override
    public void push(int from, int to, BoundStep then, StepIterator run) {
        run.evaluation().environment().opened(this::describe);
        var parts = new ArrayList<Frame>();
        var begin = 0;
        for (var i = 0; i < op.inputs().size() && begin < to; i++) {
            var size = op.partitions().get(i);
            var first = Math.max(from - begin, 0);
            var end = Math.min(to - begin, size);
            if (first < end) {
                parts.add(new Frame.Partitions(input(i), first, end, then));
            }
            begin += size;
        }
        parts.reversed().forEach(run::push);
    }

    private RowOperator input(int place) {
        return lowering.rows(op.inputs().get(place));
    }

    @Override
    public String name() {
        return "union";
    }

    @Override
    public String describe() {
        return "union of " + op.inputs().size();
    }

    @Override
    public List<RowOperator> inputs() {
        return Union.inputsThatAreRead(op).mapToObj(this::input).toList();
    }
}
