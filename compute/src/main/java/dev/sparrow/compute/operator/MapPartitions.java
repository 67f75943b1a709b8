/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.row.BoundStep;
import dev.sparrow.compute.row.Frame;
import dev.sparrow.compute.row.StepIterator;
import dev.sparrow.lineage.Step;

import java.util.Iterator;
import java.util.List;

/// Runs a function that takes the elements of a partition itself.
///
/// @param place of the step; those before it are in the input
/// @param lowering makes the input
record MapPartitions(Op.Steps op, int place, Lowering lowering) implements RowOperator {

    @Override
    public void push(int partition, BoundStep then, StepIterator run) {
        var label = call().label();
        var function = ((Step.MapPartitions) call().step()).function();
        var input = input().iterator(partition, run.evaluation());
        Iterator<Object> output;
        try {
            output = function.call(partition, input);
        } catch (Throwable e) {
            throw UserFailure.ofTaking(label, List.of(input), e);
        }
        run.push(new Frame.Elements(UserCode.iterator(output, label), then, label, new Frame.Taken(List.of(input))));
    }

    private Op.StepCall call() {
        return op.calls().get(place);
    }

    private HandedOperator input() {
        return lowering.handed(at -> at.rows(op, place));
    }

    @Override
    public String name() {
        return call().label().operator();
    }

    @Override
    public String describe() {
        return call().label() + ": opaque, takes the elements of a partition itself";
    }

    @Override
    public List<HandedOperator> inputs() {
        return List.of(input());
    }
}
