/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Runs a function that takes the elements of a partition of each input itself.
///
/// @param lowering makes the inputs
record ZipPartitions(Op.ZipPartitions op, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var elements = new ArrayList<Iterator<Object>>();
        inputs().forEach(input -> elements.add(input.iterator(partition, run.evaluation())));
        var output = new UserCode(op.label()).callTaking(op.function(), elements, elements);
        var taken = new Frame.Taken(elements);
        run.push(new Frame.Elements(UserCode.iterator(output, op.label()), then, op.label(), taken));
    }

    @Override
    public String name() {
        return op.label().operator();
    }

    @Override
    public String describe() {
        return op.label() + ": opaque, takes the elements of partitions itself";
    }

    @Override
    public List<HandedOperator> inputs() {
        return op.inputs().stream().map(input -> lowering.handed(at -> at.rows(input))).toList();
    }
}
