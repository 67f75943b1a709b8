/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.aggregate.CoGroups;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.CoGroupStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;

import java.util.List;

/// As [CoGroup], element by element: nested inputs cost no stack.
///
/// @param lowering makes the inputs
record RowCoGroup(Op.CoGrouped op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var label = op.label();
        var groups = new CoGroups(op.inputs().size(), label, run.evaluation().environment());
        run.push(new Frame.Flush(new CoGroupStep(groups, 0, label), then));
        for (var i = op.inputs().size() - 1; i >= 0; i--) {
            var into = new CoGroupStep(groups, i, label);
            run.push(new Frame.Partitions(lowering.rows(op.inputs().get(i)), partition, partition + 1, into));
        }
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": co-group, row by row";
    }

    @Override
    public List<RowOperator> inputs() {
        return op.inputs().stream().map(lowering::rows).toList();
    }
}
